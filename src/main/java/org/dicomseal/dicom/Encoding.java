package org.dicomseal.dicom;

import java.nio.ByteOrder;

/** The three ways to lay out data elements (PS3.5 7.1). */
enum Encoding {
    IMPLICIT_LE(false, ByteOrder.LITTLE_ENDIAN), EXPLICIT_LE(true, ByteOrder.LITTLE_ENDIAN),
    EXPLICIT_BE(true, ByteOrder.BIG_ENDIAN);

    private final boolean explicitVr;
    private final ByteOrder order;

    Encoding(boolean explicitVr, ByteOrder order) {
        this.explicitVr = explicitVr;
        this.order = order;
    }

    boolean explicitVr() {
        return explicitVr;
    }

    ByteOrder order() {
        return order;
    }

    int tag(byte[] bytes, int offset) {
        return u16(bytes, offset) << 16 | u16(bytes, offset + 2);
    }

    int u16(byte[] bytes, int offset) {
        int first = bytes[offset] & 0xFF;
        int second = bytes[offset + 1] & 0xFF;
        return order == ByteOrder.BIG_ENDIAN ? first << 8 | second : second << 8 | first;
    }

    long u32(byte[] bytes, int offset) {
        long first = u16(bytes, offset);
        long second = u16(bytes, offset + 2);
        return order == ByteOrder.BIG_ENDIAN ? first << 16 | second : second << 16 | first;
    }

    void putTag(byte[] bytes, int offset, int tag) {
        putU16(bytes, offset, Tag.group(tag));
        putU16(bytes, offset + 2, Tag.element(tag));
    }

    void putU16(byte[] bytes, int offset, int value) {
        boolean big = order == ByteOrder.BIG_ENDIAN;
        bytes[offset] = (byte) (big ? value >> 8 : value);
        bytes[offset + 1] = (byte) (big ? value : value >> 8);
    }

    void putU32(byte[] bytes, int offset, long value) {
        boolean big = order == ByteOrder.BIG_ENDIAN;
        putU16(bytes, offset, (int) (big ? value >> 16 : value) & 0xFFFF);
        putU16(bytes, offset + 2, (int) (big ? value : value >> 16) & 0xFFFF);
    }
}
