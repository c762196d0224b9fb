package org.dicomseal.watermark;

import java.util.Arrays;

/**
 * The two sections of bits that make up a mark: header; payload and a keyed check over both (32 bits). Both go under a key stream, so
 * they look like noise, and another key reads noise.
 */
final class MarkSections {

    private static final int CHECK_BYTES = 4;

    private final WatermarkKey key;
    private final byte[] mask;

    MarkSections(WatermarkKey key) {
        this.key = key;
        mask = key.keyStream("mark/mask", (MarkHeader.BITS + bodyBits(MarkTier.FULL)) / 8);
    }

    /** Bits of the second section. */
    static int bodyBits(MarkTier tier) {
        return tier.payloadBits() + 8 * CHECK_BYTES;
    }

    BitQueue header(MarkHeader header) {
        return header.toBits(key).masked(MarkHeader.BITS, mask, 0);
    }

    /** The header of a section that was read, or null if there is none under this key. */
    MarkHeader parseHeader(BitQueue section) {
        return MarkHeader.parse(key, section.masked(MarkHeader.BITS, mask, 0));
    }

    BitQueue body(MarkHeader header, MarkPayload payload) {
        BitQueue body = new BitQueue();
        body.add(payload.bytes());
        body.add(check(header, payload.bytes()));
        return body.masked(body.length(), mask, MarkHeader.BITS);
    }

    /** The bits that a body with this owner code, or prefix of it, begins with. */
    BitQueue masked(byte[] ownerCode) {
        BitQueue body = new BitQueue();
        body.add(ownerCode);
        return body.masked(body.length(), mask, MarkHeader.BITS);
    }

    /** The payload of a section that was read, or null if the check over the mark doesn't hold. */
    MarkPayload parseBody(MarkHeader header, BitQueue section) {
        BitQueue body = section.masked(bodyBits(header.tier()), mask, MarkHeader.BITS);
        byte[] payload = body.bytes(0, header.tier().payloadBits() / 8);
        byte[] check = body.bytes(header.tier().payloadBits(), CHECK_BYTES);
        return Arrays.equals(check, check(header, payload)) ? MarkPayload.parse(header.tier(), payload) : null;
    }

    private byte[] check(MarkHeader header, byte[] payload) {
        return Arrays.copyOf(key.derive("mark/whole", WatermarkKey.intBytes(header.content()), payload), CHECK_BYTES);
    }
}
