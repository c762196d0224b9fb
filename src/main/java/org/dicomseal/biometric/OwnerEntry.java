package org.dicomseal.biometric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.dicomseal.keys.KeyId;

/**
 * One enrolment of an owner as it is stored.
 *
 * @param generation counts revocations: 0 for the first enrolment
 * @param active     whether new keys are made with it; false once revoked
 * @param helperKey  the key from whose root the enrolment record is encrypted
 * @param record     see {@link EnrollmentRecord}
 * @param keys       made with this enrolment's secret, oldest first
 * @param failures   impressions refused in a row
 * @param lastTry    when the last one was
 */
record OwnerEntry(String owner, int generation, boolean active, Instant enrolled, KeyId helperKey, byte[] record, List<KeyId> keys,
        int failures, Instant lastTry) {

    OwnerEntry {
        keys = List.copyOf(keys);
    }

    static OwnerEntry fresh(String owner, int generation, KeyId helperKey, byte[] record, Instant now) {
        return new OwnerEntry(owner, generation, true, now, helperKey, record, List.of(), 0, now);
    }

    boolean is(String otherOwner, int otherGeneration) {
        return owner.equals(otherOwner) && generation == otherGeneration;
    }

    OwnerEntry revoked() {
        return new OwnerEntry(owner, generation, false, enrolled, helperKey, record, keys, failures, lastTry);
    }

    OwnerEntry withKeys(Collection<KeyId> more) {
        Set<KeyId> all = new LinkedHashSet<>(keys);
        all.addAll(more);
        return new OwnerEntry(owner, generation, active, enrolled, helperKey, record, List.copyOf(all), failures, lastTry);
    }

    OwnerEntry withRecord(KeyId newHelperKey, byte[] newRecord) {
        return new OwnerEntry(owner, generation, active, enrolled, newHelperKey, newRecord, keys, failures, lastTry);
    }

    OwnerEntry withTries(int newFailures, Instant newLastTry) {
        return new OwnerEntry(owner, generation, active, enrolled, helperKey, record, keys, newFailures, newLastTry);
    }

    /** Both lists, oldest enrolments first; of each owner only the newest enrolment stays active. */
    static List<OwnerEntry> merged(List<OwnerEntry> present, List<OwnerEntry> more) {
        List<OwnerEntry> all = new ArrayList<>();
        for (OwnerEntry entry : present) {
            Optional<OwnerEntry> same = more.stream().filter(each -> each.is(entry.owner, entry.generation)).findFirst();
            all.add(same.isPresent() ? entry.withKeys(same.get().keys) : entry);
        }
        more.stream().filter(each -> present.stream().noneMatch(entry -> entry.is(each.owner, each.generation))).forEach(all::add);
        all.sort(Comparator.comparing(OwnerEntry::enrolled).thenComparing(OwnerEntry::generation));
        return all.stream().map(entry -> all.stream().anyMatch(each -> each.owner.equals(entry.owner) && each.generation > entry.generation)
                ? entry.revoked() : entry).toList();
    }

    OwnerInfo info() {
        return new OwnerInfo(owner, generation, active, enrolled, keys, failures);
    }

    /** Never the record. */
    @Override
    public String toString() {
        return "OwnerEntry[generation " + generation + ", " + keys.size() + " keys]";
    }
}
