package org.dicomseal.biometric;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.dicomseal.keys.Hkdf;
import org.dicomseal.keys.Secret;

/**
 * The owner's code, which the watermark carries: 1024 bits from HKDF-Expand (RFC 5869) under the owner key.
 * It is pseudo-random, so it says nothing about the finger, and a new owner key or generation gives an unrelated one (revocation).
 * Images with less room carry a prefix of it.
 */
public final class OwnerCode {

    /** Length of the whole code in bytes. */
    public static final int BYTES = 128;

    private OwnerCode() {
    }

    /**
     * Derives the code.
     *
     * @param ownerKey   the purpose key "owner" (32 bytes)
     * @param owner      the owner's identifier, as given at enrolment
     * @param generation counts revocations: 0 for the first code
     */
    public static byte[] derive(Secret ownerKey, String owner, int generation) {
        byte[] label = "DICOMSEAL/1/owner code".getBytes(StandardCharsets.US_ASCII);
        byte[] id = owner.getBytes(StandardCharsets.UTF_8);
        byte[] info = ByteBuffer.allocate(label.length + 1 + Integer.BYTES + id.length).put(label).put((byte) 0).putInt(generation).put(id).array();
        try (Secret code = Hkdf.expand(ownerKey, info, BYTES)) {
            return code.copyBytes();
        }
    }
}
