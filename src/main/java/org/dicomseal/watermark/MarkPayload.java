package org.dicomseal.watermark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What a mark says: whose image it is, and which object and frame it was made for.
 * The owner code is compared with a known owner's; the tag is a keyed function of code, object and frame.
 */
public final class MarkPayload {

    private final MarkTier tier;
    private final byte[] code;
    private final byte[] tag;

    private MarkPayload(MarkTier tier, byte[] code, byte[] tag) {
        this.tier = tier;
        this.code = code;
        this.tag = tag;
    }

    /**
     * The payload for one frame.
     *
     * @param ownerCode 128 bytes, of which the tier takes a prefix
     * @param objectUid the SOP Instance UID that the mark is bound to
     * @param frame     counts from 0
     */
    static MarkPayload of(WatermarkKey key, MarkTier tier, byte[] ownerCode, String objectUid, int frame) {
        byte[] code = Arrays.copyOf(ownerCode, tier.codeBytes());
        return new MarkPayload(tier, code, tag(key, code, objectUid, frame));
    }

    /** A payload as it was read. */
    static MarkPayload parse(MarkTier tier, byte[] bytes) {
        return new MarkPayload(tier, Arrays.copyOf(bytes, tier.codeBytes()),
                Arrays.copyOfRange(bytes, tier.codeBytes(), tier.codeBytes() + MarkTier.TAG_BYTES));
    }

    private static byte[] tag(WatermarkKey key, byte[] code, String objectUid, int frame) {
        byte[] uid = objectUid.getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(key.derive("mark/binding", uid, WatermarkKey.intBytes(frame), code), MarkTier.TAG_BYTES);
    }

    /** How much of the owner code there is. */
    public MarkTier tier() {
        return tier;
    }

    /** The owner code, or its prefix: {@code tier().codeBytes()} bytes. */
    public byte[] ownerCode() {
        return code.clone();
    }

    /** True if the mark was made for this frame of this object; false if it was taken from another. */
    public boolean isBoundTo(WatermarkKey key, String objectUid, int frame) {
        return MessageDigest.isEqual(tag, tag(key, code, objectUid, frame));
    }

    /** True if the code is this owner's (128 bytes; as many of them are compared as the mark carries). */
    public boolean belongsTo(byte[] knownOwnerCode) {
        return MessageDigest.isEqual(code, Arrays.copyOf(knownOwnerCode, code.length));
    }

    /** The bits that are embedded: code, then tag. */
    byte[] bytes() {
        byte[] all = Arrays.copyOf(code, code.length + tag.length);
        System.arraycopy(tag, 0, all, code.length, tag.length);
        return all;
    }
}
