package org.dicomseal.biometric;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.RootPurpose;
import org.dicomseal.keys.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unlocks an owner's keys with a fresh impression: those of the present enrolment, and of revoked ones, so that what was sealed before
 * can be unsealed. Refused impressions are counted, see {@link TryLimit}.
 */
public final class FingerUnlock {

    private static final Logger LOG = LoggerFactory.getLogger(FingerUnlock.class);

    private final Owners owners;
    private final Enrollment enrollment;
    private final Clock clock;

    public FingerUnlock(Owners owners, Enrollment enrollment) {
        this(owners, enrollment, Clock.systemUTC());
    }

    FingerUnlock(Owners owners, Enrollment enrollment, Clock clock) {
        this.owners = owners;
        this.enrollment = enrollment;
        this.clock = clock;
    }

    /**
     * Tries an impression against all of an owner's enrolments, newest first.
     *
     * @param owner whose finger it should be; null if there is but one owner
     * @return the secrets that it gave, the newest enrolment's first, each checked; the caller closes them. Empty if it is not the finger:
     *         then nothing was unlocked
     * @throws FingerprintRejected if the image isn't good enough to try; that isn't counted
     * @throws OwnersException     if there is no such owner, or too many impressions were refused
     */
    public List<Secret> unlock(String owner, FingerprintImage impression) throws FingerprintRejected, OwnersException, KeysException {
        String name = owner == null ? onlyOwner() : owner;
        List<OwnerEntry> own = entriesOf(name);
        OwnerEntry newest = own.get(0);
        TryLimit.check(newest, clock);
        Enrollment.Probe probe = enrollment.probe(impression);
        // counted before it is known, so that breaking off saves nobody a try
        countTry(newest, newest.failures() + 1);
        List<Secret> found = new ArrayList<>();
        for (OwnerEntry entry : own) {
            Optional<Secret> secret = entry == newest ? open(entry, probe) : openOld(entry, probe);
            if (secret.isPresent()) {
                found.add(secret.get());
                bind(entry, owners.unlock(secret.get()));
            }
        }
        if (!found.isEmpty()) {
            countTry(newest, 0);
        }
        return found;
    }

    /** A revoked enrolment whose key was destroyed, or that was made with another model, is no obstacle for the others. */
    private Optional<Secret> openOld(OwnerEntry entry, Enrollment.Probe probe) {
        try {
            return open(entry, probe);
        } catch (OwnersException | KeysException e) {
            LOG.warn("revoked enrolment {} of {} can't be tried: {}", entry.generation(), entry.owner(), e.getMessage());
            return Optional.empty();
        }
    }

    /** A key that was made just before a break, and not yet said to be the owner's, is so now. */
    private void bind(OwnerEntry entry, Set<KeyId> opened) throws KeysException {
        if (!entry.keys().containsAll(opened)) {
            owners.update(entries -> entries.stream().map(each -> each.is(entry.owner(), entry.generation()) ? each.withKeys(opened) : each).toList());
        }
    }

    private Optional<Secret> open(OwnerEntry entry, Enrollment.Probe probe) throws OwnersException, KeysException {
        try (Secret helper = owners.keyring().rootKey(entry.helperKey(), RootPurpose.HELPER)) {
            return enrollment.unlock(entry.owner(), entry.record(), probe, helper);
        } catch (EnrollmentException e) {
            throw new OwnersException("enrolment " + entry.generation() + " of " + entry.owner() + ": " + e.getMessage(), e);
        }
    }

    private void countTry(OwnerEntry of, int failures) throws KeysException {
        UnaryOperator<OwnerEntry> counted = entry -> entry.is(of.owner(), of.generation()) ? entry.withTries(failures, clock.instant()) : entry;
        owners.update(entries -> entries.stream().map(counted).toList());
    }

    private String onlyOwner() throws OwnersException {
        List<String> names = owners.list().stream().map(OwnerInfo::owner).distinct().toList();
        if (names.isEmpty()) {
            throw new OwnersException("no owner is enrolled in this keystore");
        }
        if (names.size() > 1) {
            throw new OwnersException("say whose finger it is, with --owner: " + String.join(", ", names));
        }
        return names.get(0);
    }

    private List<OwnerEntry> entriesOf(String owner) throws OwnersException {
        List<OwnerEntry> own = owners.entries().stream().filter(entry -> entry.owner().equals(owner))
                .sorted(Comparator.comparingInt(OwnerEntry::generation).reversed()).toList();
        if (own.isEmpty()) {
            throw new OwnersException("no owner '" + owner + "' is enrolled in this keystore");
        }
        return own;
    }
}
