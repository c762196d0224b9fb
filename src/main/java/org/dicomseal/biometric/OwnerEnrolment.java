package org.dicomseal.biometric;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.RootPurpose;
import org.dicomseal.keys.Secret;

/**
 * Makes owners and their keys. Every change is stored before what rests on it: first the enrolment, then the key, then their bond, so that a
 * break in between leaves no key that nobody can open.
 */
public final class OwnerEnrolment {

    private static final Pattern OWNER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,63}");

    private final Owners owners;
    private final SecureRandom random = new SecureRandom();

    public OwnerEnrolment(Owners owners) {
        this.owners = owners;
    }

    /**
     * What enrolling gives.
     *
     * @param secret       the second factor, already believed by the owners it was made for; the caller closes it
     * @param recoveryCode to be shown once, never stored
     * @param leftOut      impressions that were not used, and why, in words
     */
    public record NewOwner(OwnerInfo owner, KeyId key, Secret secret, String recoveryCode, List<String> leftOut) {

        /** Neither secret nor code. */
        @Override
        public String toString() {
            return "NewOwner[" + owner + "]";
        }
    }

    /**
     * Enrols a finger, and makes a new active key that needs it; keys from before only unseal from now on.
     *
     * @throws FingerprintRejected if the impressions can't be used
     * @throws OwnersException     if the identifier is none, or is enrolled already
     */
    public NewOwner enrol(String owner, List<FingerprintImage> impressions, Enrollment enrollment, Password password)
            throws FingerprintRejected, OwnersException, KeysException {
        if (!OWNER.matcher(owner).matches()) {
            throw new OwnersException("an owner's identifier has 1 to 64 letters, digits, spaces or any of . _ @ -, and starts with a letter or digit");
        }
        if (newest(owner).isPresent()) {
            throw new OwnersException("'" + owner + "' is enrolled already; 'owner revoke' replaces an enrolment");
        }
        return make(owner, 0, impressions, enrollment, password);
    }

    /**
     * Replaces an owner's enrolment: a new secret, a new projection, a new code and a new active key, from the same finger or another.
     * Old objects still unseal under their old keys, with the old record.
     * The caller has made sure of the owner: by {@link FingerUnlock}, or by the recovery code.
     *
     * @throws FingerprintRejected if the impressions can't be used
     * @throws OwnersException     if there is no such owner, or their keys are locked
     */
    public NewOwner revoke(String owner, List<FingerprintImage> impressions, Enrollment enrollment, Password password)
            throws FingerprintRejected, OwnersException, KeysException {
        OwnerEntry present = unlocked(owner);
        return make(owner, present.generation() + 1, impressions, enrollment, password);
    }

    /**
     * Makes a new active key for an owner's present enrolment.
     *
     * @param secret the owner's second factor
     * @throws OwnersException if there is no such owner, or the secret isn't theirs
     */
    public KeyId rotate(String owner, Secret secret, Password password) throws OwnersException, KeysException {
        OwnerEntry present = newest(owner).orElseThrow(() -> new OwnersException("no owner '" + owner + "' is enrolled in this keystore"));
        if (present.keys().stream().noneMatch(owners.keyring().keysOfFactor(secret)::contains)) {
            throw new OwnersException("this doesn't open the present enrolment of '" + owner + "'");
        }
        return addKey(present, secret, password);
    }

    /** Makes a new active key of the root alone: it needs no finger, has no owner, and what it seals isn't marked. */
    public KeyId rotateWithoutFinger(Password password) throws KeysException {
        return owners.keyring().rotate(password);
    }

    private OwnerEntry unlocked(String owner) throws OwnersException {
        OwnerEntry present = newest(owner).orElseThrow(() -> new OwnersException("no owner '" + owner + "' is enrolled in this keystore"));
        boolean open = owners.keyring().list().stream()
                .anyMatch(key -> present.keys().contains(key.id()) && key.needsSecondFactor() && !owners.isLocked(key));
        if (!open && !present.keys().isEmpty()) {
            throw new OwnersException("the keys of '" + owner + "' are locked: none of the impressions opens the present enrolment");
        }
        return present;
    }

    private Optional<OwnerEntry> newest(String owner) {
        return owners.entries().stream().filter(entry -> entry.owner().equals(owner) && entry.active()).findFirst();
    }

    private NewOwner make(String owner, int generation, List<FingerprintImage> impressions, Enrollment enrollment, Password password)
            throws FingerprintRejected, OwnersException, KeysException {
        Keyring keyring = owners.keyring();
        KeyId helperId = keyring.newestRoot();
        Enrollment.Enrolled enrolled;
        try (Secret helper = keyring.rootKey(helperId, RootPurpose.HELPER)) {
            enrolled = enrollment.enrol(owner, impressions, helper);
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        OwnerEntry fresh = OwnerEntry.fresh(owner, generation, helperId, enrolled.record(), now);
        owners.update(entries -> {
            List<OwnerEntry> after = new ArrayList<>();
            entries.forEach(entry -> after.add(entry.owner().equals(owner) ? entry.revoked() : entry));
            after.add(fresh);
            return after;
        });
        KeyId key = addKey(fresh, enrolled.secret(), password);
        OwnerInfo info = owners.ownerOf(key).orElseThrow();
        return new NewOwner(info, key, enrolled.secret(), enrolled.recoveryCode(), enrolled.leftOut());
    }

    private KeyId addKey(OwnerEntry owner, Secret secret, Password password) throws OwnersException, KeysException {
        KeyId key = owners.keyring().rotate(password, secret);
        byte[] record = rewrapped(owner, key);
        owners.update(entries -> entries.stream().map(entry -> entry.is(owner.owner(), owner.generation())
                ? entry.withKeys(List.of(key)).withRecord(key, record) : entry).toList());
        owners.unlock(secret);
        return key;
    }

    /** The enrolment record under the newest root, so that it outlives older ones. */
    private byte[] rewrapped(OwnerEntry owner, KeyId newest) throws OwnersException, KeysException {
        try (Secret before = owners.keyring().rootKey(owner.helperKey(), RootPurpose.HELPER);
                Secret after = owners.keyring().rootKey(newest, RootPurpose.HELPER)) {
            return EnrollmentRecord.open(owner.record(), owner.owner(), before).seal(owner.owner(), after, random);
        } catch (EnrollmentException e) {
            throw new OwnersException("the enrolment of " + owner.owner() + ": " + e.getMessage(), e);
        }
    }
}
