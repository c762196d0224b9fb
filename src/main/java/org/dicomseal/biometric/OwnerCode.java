package org.dicomseal.biometric;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The owner's code, which the watermark carries: 1024 bits from HMAC-SHA256 in counter mode (NIST SP 800-108) under the owner key.
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
    public static byte[] derive(byte[] ownerKey, String owner, int generation) {
        byte[] id = owner.getBytes(StandardCharsets.UTF_8);
        ByteBuffer code = ByteBuffer.allocate(BYTES);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ownerKey, "HmacSHA256"));
            for (int counter = 1; code.hasRemaining(); counter++) {
                mac.update(ByteBuffer.allocate(4).putInt(counter).array());
                mac.update("DICOMSEAL/1/owner code".getBytes(StandardCharsets.US_ASCII));
                mac.update((byte) 0);
                mac.update(ByteBuffer.allocate(8).putInt(generation).putInt(id.length).array());
                mac.update(id);
                code.put(mac.doFinal());
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
        return code.array();
    }
}
