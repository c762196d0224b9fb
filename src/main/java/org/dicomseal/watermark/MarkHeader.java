package org.dicomseal.watermark;

/**
 * The first section of a mark: its tier and the rule of the second section, with a keyed check, so that a frame without a mark is
 * told at once.
 */
record MarkHeader(MarkTier tier, MoveRule rule) {

    /** Bits of the written header. */
    static final int BITS = 32;
    private static final int CHECK_BITS = 13;

    BitQueue toBits(WatermarkKey key) {
        BitQueue bits = new BitQueue();
        int content = content();
        bits.add(content, BITS - CHECK_BITS);
        bits.add(check(key, content), CHECK_BITS);
        return bits;
    }

    /** The header in the first bits of a section, or null if these are none under this key. */
    static MarkHeader parse(WatermarkKey key, BitQueue section) {
        int content = section.number(0, BITS - CHECK_BITS);
        int tier = content >>> MoveRule.BITS;
        MoveRule rule = MoveRule.fromBits(content);
        if (section.number(BITS - CHECK_BITS, CHECK_BITS) != check(key, content) || tier >= MarkTier.values().length || rule == null) {
            return null;
        }
        return new MarkHeader(MarkTier.values()[tier], rule);
    }

    int content() {
        return tier.ordinal() << MoveRule.BITS | rule.toBits();
    }

    private static int check(WatermarkKey key, int content) {
        byte[] mac = key.derive("mark/header", WatermarkKey.intBytes(content));
        return (mac[0] & 0xff | (mac[1] & 0xff) << 8 | (mac[2] & 0xff) << 16) & (1 << CHECK_BITS) - 1;
    }
}
