package org.dicomseal.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Says where two values differ, whatever their byte order and padding. */
final class ValueComparison {

    private static final int CHUNK = 64 * 1024;

    private ValueComparison() {
    }

    /** Null if they are equal. */
    static String difference(ValueElement first, ValueElement second) throws IOException {
        VR vr = first.vr() == VR.UN ? second.vr() : first.vr();
        Bulk a = littleEndian(first);
        Bulk b = littleEndian(second);
        if (vr.isText() && Math.max(a.length(), b.length()) <= CHUNK) {
            return Arrays.equals(stripped(a.bytes()), stripped(b.bytes())) ? null : "text differs";
        }
        long shorter = Math.min(a.length(), b.length());
        long longer = Math.max(a.length(), b.length());
        if (longer - shorter == 1 && isPadding(a.length() > shorter ? a : b, vr)) {
            return firstDifference(a, b, shorter);
        }
        return difference(a, b);
    }

    static String difference(Bulk first, Bulk second) throws IOException {
        return first.length() == second.length() ? firstDifference(first, second, first.length())
                : first.length() + " bytes became " + second.length();
    }

    private static String firstDifference(Bulk first, Bulk second, long length) throws IOException {
        byte[] a = new byte[CHUNK];
        byte[] b = new byte[CHUNK];
        try (InputStream one = first.open(); InputStream other = second.open()) {
            for (long done = 0; done < length;) {
                int wanted = (int) Math.min(CHUNK, length - done);
                int got = Math.min(one.readNBytes(a, 0, wanted), other.readNBytes(b, 0, wanted));
                int mismatch = Arrays.mismatch(a, 0, got, b, 0, got);
                if (mismatch >= 0 || got < wanted) {
                    return "bytes differ at " + (done + (mismatch >= 0 ? mismatch : got)) + " of " + length;
                }
                done += got;
            }
        }
        return null;
    }

    private static Bulk littleEndian(ValueElement value) {
        return value.order() == ByteOrder.LITTLE_ENDIAN ? value.value() : SwappedBulk.of(value);
    }

    private static boolean isPadding(Bulk longer, VR vr) throws IOException {
        try (InputStream last = longer.slice(longer.length() - 1, 1).open()) {
            int value = last.read();
            return value == 0 || (value == ' ' && (vr.isText() || vr == VR.UN));
        }
    }

    private static byte[] stripped(byte[] text) {
        int length = text.length;
        while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == 0)) {
            length--;
        }
        return Arrays.copyOf(text, length);
    }
}
