package org.dicomseal.dicom;

import java.io.IOException;

/**
 * Tag, VR and length of an element as read (PS3.5 7.1.2 and 7.1.3), with leniency where the meaning is certain.
 *
 * @param vr     null where the encoding is implicit and the dictionary has to say it
 * @param length 0 to 2^32 - 1; the last means undefined
 * @param size   bytes that the header took
 * @param oddity what was odd about it, or null
 */
record ElementHeader(int tag, VR vr, long length, int size, String oddity) {

    static final long UNDEFINED = 0xFFFFFFFFL;

    private static final int LONGEST = 12;

    /** Looks at the next header without stepping over it; {@code end} is where the data set around it must end. */
    static ElementHeader peek(DicomInput input, Encoding encoding, long end) throws IOException {
        int available = (int) Math.min(input.peek(LONGEST), end - input.position());
        if (available < 8) {
            throw new DicomException("the input ends inside an element's tag and length at offset " + input.position());
        }
        byte[] bytes = input.peeked();
        int at = input.peekedFrom();
        int tag = encoding.tag(bytes, at);
        long wide = encoding.u32(bytes, at + 4);
        if (!encoding.explicitVr() || Tag.group(tag) == 0xFFFE) {
            return new ElementHeader(tag, null, wide, 8, null);
        }
        long left = end - input.position();
        VR vr = VR.ofCode(bytes[at + 4], bytes[at + 5]);
        int narrow = encoding.u16(bytes, at + 6);
        long behind = available < LONGEST ? -1 : encoding.u32(bytes, at + 8);
        if (vr == null) {
            return withoutVr(bytes, at, tag, wide, narrow, behind, input.position(), left);
        }
        if (!vr.hasLongLength()) {
            return new ElementHeader(tag, vr, narrow, 8, null);
        }
        if (narrow == 0 && behind >= 0) {
            return new ElementHeader(tag, vr, behind, 12, null);
        }
        // Reserved bytes that are not zero: old writers gave the long VRs a 16-bit length, others left garbage there.
        if (narrow != 0 && behind >= 0 && fits(behind, 12, left)) {
            return new ElementHeader(tag, vr, behind, 12, "reserved bytes are not zero");
        }
        if (narrow != 0 && fits(narrow, 8, left)) {
            return new ElementHeader(tag, vr, narrow, 8, "VR " + vr + " with a 16-bit length");
        }
        throw DicomException.at(tag, input.position(), "the length is cut off or exceeds what remains");
    }

    /** No VR known to PS3.5: a new one in the long form (PS3.5 6.2 promises it), an implicit element, or rubbish in the VR's place. */
    private static ElementHeader withoutVr(byte[] bytes, int at, int tag, long wide, int narrow, long behind,
            long offset, long left) throws DicomException {
        boolean letters = isLetter(bytes[at + 4]) && isLetter(bytes[at + 5]);
        if (letters && narrow == 0 && behind >= 0 && fits(behind, 12, left)) {
            return new ElementHeader(tag, VR.UN, behind, 12, "an unknown VR, taken as UN");
        }
        if (!letters && fits(wide, 8, left)) {
            return new ElementHeader(tag, null, wide, 8, "an implicit VR element in an explicit VR data set");
        }
        if (letters && narrow == 0) {
            throw DicomException.at(tag, offset, "an unknown VR, and a length that is cut off or exceeds what remains");
        }
        return new ElementHeader(tag, VR.UN, narrow, 8, "an unknown VR with a 16-bit length, taken as UN");
    }

    private static boolean fits(long length, int header, long left) {
        return length == UNDEFINED || length <= left - header;
    }

    private static boolean isLetter(byte code) {
        return code >= 'A' && code <= 'Z';
    }

    boolean hasUndefinedLength() {
        return length == UNDEFINED;
    }
}
