package org.dicomseal.dicom;

/** Value representations of PS3.5 6.2: how a value is laid out, padded and byte-swapped. */
public enum VR {
    AE(Kind.TEXT), AS(Kind.TEXT), AT(2), CS(Kind.TEXT), DA(Kind.TEXT), DS(Kind.TEXT), DT(Kind.TEXT), FD(8), FL(4),
    IS(Kind.TEXT), LO(Kind.TEXT), LT(Kind.TEXT), OB(1, true), OD(8, true), OF(4, true), OL(4, true), OV(8, true),
    OW(2, true), PN(Kind.TEXT), SH(Kind.TEXT), SL(4), SQ(Kind.SEQUENCE), SS(2), ST(Kind.TEXT), SV(8, true),
    TM(Kind.TEXT), UC(Kind.LONG_TEXT), UI(Kind.TEXT), UL(4), UN(1, true), UR(Kind.LONG_TEXT), US(2), UT(Kind.LONG_TEXT),
    UV(8, true);

    private enum Kind { TEXT, LONG_TEXT, BINARY, SEQUENCE }

    private final Kind kind;
    private final int unit;
    private final boolean longLength;

    VR(Kind kind) {
        this.kind = kind;
        this.unit = 1;
        this.longLength = kind != Kind.TEXT;
    }

    VR(int unit) {
        this(unit, false);
    }

    VR(int unit, boolean longLength) {
        this.kind = Kind.BINARY;
        this.unit = unit;
        this.longLength = longLength;
    }

    /** The VR of a two-letter code, or null where PS3.5 knows none. */
    public static VR ofCode(int first, int second) {
        for (VR vr : values()) {
            if (vr.name().charAt(0) == first && vr.name().charAt(1) == second) {
                return vr;
            }
        }
        return null;
    }

    /** In explicit syntaxes: two reserved bytes and a 32-bit length, else a 16-bit length (PS3.5 7.1.2). */
    public boolean hasLongLength() {
        return longLength;
    }

    /** Bytes that change places together when the byte order changes; 1 where order plays no part. */
    public int unit() {
        return unit;
    }

    public boolean isText() {
        return kind == Kind.TEXT || kind == Kind.LONG_TEXT;
    }

    /** Text whose backslash separates values; LT, ST, UT and UR hold one value only. */
    public boolean isMultiValuedText() {
        return isText() && this != LT && this != ST && this != UT && this != UR;
    }

    /** What fills a value of odd length: a space for text, a null for UI and for binary. */
    public byte padding() {
        return isText() && this != UI ? (byte) ' ' : 0;
    }
}
