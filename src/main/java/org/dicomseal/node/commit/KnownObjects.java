package org.dicomseal.node.commit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.RootKeySource;
import org.dicomseal.keys.RootPurpose;
import org.dicomseal.keys.Secret;
import org.dicomseal.spool.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By what delivered objects are remembered: a keyed digest of the SOP Instance UID (HMAC-SHA-256, the first 16 bytes), so that who
 * finds the ledger can't tell whose objects are in it, nor put one in.
 */
public final class KnownObjects {

    /** Label of a receipt: the object's SOP class. */
    static final String SOP_CLASS = "class";
    /** Label of a receipt: the print of its sealing, if what was delivered is sealed. */
    static final String SEALED = "sealed";
    /** Label of a receipt: a keyed digest of the object's bytes as they came, where objects are compared. */
    static final String CONTENT = "content";

    private static final Logger LOG = LoggerFactory.getLogger(KnownObjects.class);
    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 16;

    private final RootKeySource keys;
    private final Supplier<List<KeyId>> ids;

    /** @param ids of all keys that there are */
    public KnownObjects(RootKeySource keys, Supplier<List<KeyId>> ids) {
        this.keys = keys;
        this.ids = ids;
    }

    /**
     * What a delivery is remembered by, under the newest key; nothing where this keystore holds no root.
     *
     * @param sealPrint empty if it is not sealed
     * @param content   digest of its bytes as they came; empty if they are not to be compared
     */
    public Receipt receipt(String sopClass, String sopInstance, String sealPrint, byte[] content) {
        try {
            Receipt receipt = new Receipt(digest(keys.newestRoot(), sopInstance), Map.of(SOP_CLASS, sopClass));
            if (!sealPrint.isEmpty()) {
                receipt = receipt.with(SEALED, sealPrint);
            }
            return content.length == 0 ? receipt : receipt.with(CONTENT, digest(keys.newestRoot(), HexFormat.of().formatHex(content)));
        } catch (KeyUnavailableException e) {
            LOG.debug("a delivery is not remembered: {}", e.getMessage());
            return Receipt.NONE;
        }
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
