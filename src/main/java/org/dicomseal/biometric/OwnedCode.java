package org.dicomseal.biometric;

import org.dicomseal.keys.KeyId;

/**
 * The code that the watermarks of a key carry, and whose it is.
 *
 * @param generation counts revocations: 0 for the first enrolment
 * @param active     false once that enrolment was revoked
 * @param code       128 bytes, see {@link OwnerCode}
 */
public record OwnedCode(String owner, int generation, boolean active, KeyId key, byte[] code) {

    /** The owner as a person reads it: the identifier, and that the enrolment was revoked if so. */
    public String name() {
        return active ? owner : owner + " (enrolment " + generation + ", revoked)";
    }

    /** Never the code. */
    @Override
    public String toString() {
        return "OwnedCode[" + name() + ", key " + key + "]";
    }
}
