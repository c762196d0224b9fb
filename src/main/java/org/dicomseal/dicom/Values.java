package org.dicomseal.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values as text and numbers. Missing and empty elements give empty lists and arrays. */
public final class Values {

    /** No text that this product looks at is longer; what is longer stays bytes. */
    private static final int LONGEST_TEXT = 1 << 20;

    private Values() {
    }

    /** Text without padding, split at backslashes where the VR has many values; of other VRs than text and UN nothing. */
    public static List<String> strings(Element element) {
        if (!(element instanceof ValueElement value) || value.length() == 0 || value.length() > LONGEST_TEXT
                || !(value.vr().isText() || value.vr() == VR.UN)) {
            return List.of();
        }
        String text;
        try {
            text = new String(value.value().bytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return List.of();
        }
        VR vr = value.vr() == VR.UN ? Dictionary.vr(value.tag()) : value.vr();
        List<String> all = new ArrayList<>();
        for (String one : vr.isMultiValuedText() || vr == VR.UN ? text.split("\\\\", -1) : new String[] {text}) {
            all.add(vr.isMultiValuedText() ? strip(one, true) : strip(one, false));
        }
        return all;
    }

    private static String strip(String text, boolean leading) {
        int from = 0;
        int to = text.length();
        while (to > from && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == 0)) {
            to--;
        }
        while (leading && from < to && text.charAt(from) == ' ') {
            from++;
        }
        return text.substring(from, to);
    }

    /**
     * Whole numbers of US, SS, UL, SL, UV, SV (unsigned 64-bit ones as their two's complement), AT (as tags), OB, OW, OL,
     * OV and IS.
     *
     * @param as how to read the bytes, or null for the element's own VR; what an Implicit VR archive turned into UN needs it
     * @throws DicomException if the value is no multiple of the VR's size, or no number
     */
    public static long[] integers(Element element, VR as) throws IOException {
        if (!(element instanceof ValueElement value) || value.length() == 0) {
            return new long[0];
        }
        VR vr = as != null ? as : value.vr() == VR.UN ? Dictionary.vr(value.tag()) : value.vr();
        if (vr == VR.IS || vr == VR.DS) {
            return decimals(value.as(vr));
        }
        ByteBuffer bytes = numbers(value, vr);
        long[] all = new long[bytes.capacity() / vr.unit()];
        if (vr == VR.AT) {
            all = new long[bytes.capacity() / 4];
        }
        for (int i = 0; i < all.length; i++) {
            all[i] = switch (vr) {
                case US, OW -> bytes.getShort(2 * i) & 0xFFFFL;
                case SS -> bytes.getShort(2 * i);
                case UL, OL -> bytes.getInt(4 * i) & 0xFFFFFFFFL;
                case SL -> bytes.getInt(4 * i);
                case UV, SV, OV -> bytes.getLong(8 * i);
                case AT -> (bytes.getShort(4 * i) & 0xFFFFL) << 16 | bytes.getShort(4 * i + 2) & 0xFFFFL;
                case OB, UN -> bytes.get(i) & 0xFFL;
                default -> throw DicomException.of(value.tag(), "VR " + vr + " holds no whole numbers");
            };
        }
        return all;
    }

    /** Numbers of FL, FD, OF, OD, DS and of all that {@link #integers} takes. */
    public static double[] doubles(Element element, VR as) throws IOException {
        if (!(element instanceof ValueElement value) || value.length() == 0) {
            return new double[0];
        }
        VR vr = as != null ? as : value.vr() == VR.UN ? Dictionary.vr(value.tag()) : value.vr();
        switch (vr) {
            case FL, OF -> {
                ByteBuffer bytes = numbers(value, vr);
                double[] all = new double[bytes.capacity() / 4];
                Arrays.setAll(all, i -> bytes.getFloat(4 * i));
                return all;
            }
            case FD, OD -> {
                ByteBuffer bytes = numbers(value, vr);
                double[] all = new double[bytes.capacity() / 8];
                Arrays.setAll(all, i -> bytes.getDouble(8 * i));
                return all;
            }
            case DS, IS -> {
                List<String> texts = strings(value.as(vr));
                double[] all = new double[texts.size()];
                for (int i = 0; i < all.length; i++) {
                    all[i] = decimal(value.tag(), texts.get(i));
                }
                return all;
            }
            default -> {
                return Arrays.stream(integers(value, vr)).asDoubleStream().toArray();
            }
        }
    }

    private static long[] decimals(ValueElement value) throws DicomException {
        List<String> texts = strings(value);
        long[] all = new long[texts.size()];
        for (int i = 0; i < all.length; i++) {
            try {
                all[i] = Long.parseLong(texts.get(i).startsWith("+") ? texts.get(i).substring(1) : texts.get(i));
            } catch (NumberFormatException e) {
                throw DicomException.of(value.tag(), "value " + (i + 1) + " is no whole number");
            }
        }
        return all;
    }

    private static double decimal(int tag, String text) throws DicomException {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw DicomException.of(tag, "a value is no number");
        }
    }

    private static ByteBuffer numbers(ValueElement value, VR vr) throws IOException {
        int size = vr == VR.AT ? 4 : vr.unit();
        if (value.length() % size != 0) {
            throw DicomException.of(value.tag(), value.length() + " bytes are no multiple of " + size + ", as VR " + vr + " needs");
        }
        return ByteBuffer.wrap(value.value().bytes()).order(value.order());
    }

    static byte[] textBytes(int tag, String text) {
        if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(Tag.toString(tag) + ": text outside ISO 8859-1; put its bytes");
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] integerBytes(int tag, VR vr, long... values) {
        if (vr == VR.IS || vr == VR.DS) {
            StringBuilder text = new StringBuilder();
            for (long value : values) {
                text.append(text.isEmpty() ? "" : "\\").append(value);
            }
            return textBytes(tag, text.toString());
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.length * (vr == VR.AT ? 4 : vr.unit())).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            switch (vr) {
                case US, SS, OW -> bytes.putShort((short) value);
                case UL, SL, OL -> bytes.putInt((int) value);
                case UV, SV, OV -> bytes.putLong(value);
                case FL, OF -> bytes.putFloat(value);
                case FD, OD -> bytes.putDouble(value);
                case AT -> bytes.putShort((short) (value >> 16)).putShort((short) value);
                default -> throw new IllegalArgumentException(Tag.toString(tag) + ": VR " + vr + " holds no whole numbers");
            }
        }
        return bytes.array();
    }

    static byte[] padded(byte[] bytes, VR vr) {
        if (bytes.length % 2 == 0) {
            return bytes;
        }
        byte[] even = Arrays.copyOf(bytes, bytes.length + 1);
        even[bytes.length] = vr.padding();
        return even;
    }
}
