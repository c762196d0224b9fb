package org.dicomseal.node.commit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.RootKeySource;
import org.dicomseal.keys.RootPurpose;
import org.dicomseal.keys.Secret;

/**
 * By what delivered objects are remembered: a keyed digest of the SOP Instance UID (HMAC-SHA-256, the first 16 bytes), so that who
 * finds the ledger can't tell whose objects are in it, nor put one in.
 */
public final class KnownObjects {

    /** Label of a receipt: the object's SOP class. */
    static final String SOP_CLASS = "class";
    /** Label of a receipt: present if what was delivered is sealed. */
    static final String SEALED = "sealed";

    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 16;

    private final RootKeySource keys;
    private final Supplier<List<KeyId>> ids;

    /** @param ids of all keys that there are */
    public KnownObjects(RootKeySource keys, Supplier<List<KeyId>> ids) {
        this.keys = keys;
        this.ids = ids;
    }

    /** The digest under the newest key: what a delivery is remembered by. */
    public String digest(String sopInstance) throws KeyUnavailableException {
        return digest(keys.newestRoot(), sopInstance);
    }

    /** The digests under all keys: what a delivery, however old, may be remembered by. */
    List<String> digests(String sopInstance) throws KeyUnavailableException {
        List<String> all = new ArrayList<>();
        for (KeyId id : ids.get()) {
            try {
                all.add(digest(id, sopInstance));
            } catch (KeyUnavailableException e) {
                if (e.reason() != KeyUnavailableException.Reason.DESTROYED && e.reason() != KeyUnavailableException.Reason.PURPOSE_NOT_HELD) {
                    throw e;
                }
            }
        }
        return all;
    }

    private String digest(KeyId id, String sopInstance) throws KeyUnavailableException {
        try (Secret key = keys.rootKey(id, RootPurpose.KNOWN_OBJECTS)) {
            byte[] raw = key.copyBytes();
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(raw, HMAC));
            Arrays.fill(raw, (byte) 0);
            byte[] full = mac.doFinal(sopInstance.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(full, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
