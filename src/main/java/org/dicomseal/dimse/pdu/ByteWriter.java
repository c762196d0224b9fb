package org.dicomseal.dimse.pdu;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Big-endian writing with items whose length is filled in afterwards. */
final class ByteWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ByteWriter u8(int value) {
        out.write(value);
        return this;
    }

    ByteWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    ByteWriter u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    ByteWriter bytes(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    ByteWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Text cut or padded with spaces to a fixed length. */
    ByteWriter paddedText(String value, int length) {
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) ' ');
        byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, padded, 0, Math.min(text.length, length));
        return bytes(padded);
    }

    /** A value preceded by its 16-bit length. */
    ByteWriter lengthAndBytes(byte[] value) {
        return u16(value.length).bytes(value);
    }

    /** A value preceded by its 16-bit length. */
    ByteWriter lengthAndText(String value) {
        return lengthAndBytes(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** An item: type, a reserved byte, 16-bit length, and the content. */
    ByteWriter item(int type, ByteWriter content) {
        return u8(type).u8(0).lengthAndBytes(content.toByteArray());
    }

    /** An item that holds text alone. */
    ByteWriter item(int type, String text) {
        return item(type, new ByteWriter().text(text));
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
