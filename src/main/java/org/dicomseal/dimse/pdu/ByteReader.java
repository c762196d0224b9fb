package org.dicomseal.dimse.pdu;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Big-endian reading from a part of an array; a read past the part's end is a {@link PduException}. */
final class ByteReader {

    private final byte[] bytes;
    private final int end;
    private final String where;
    private int position;

    ByteReader(byte[] bytes, String where) {
        this(bytes, 0, bytes.length, where);
    }

    private ByteReader(byte[] bytes, int start, int end, String where) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
        this.where = where;
    }

    boolean hasMore() {
        return position < end;
    }

    int remaining() {
        return end - position;
    }

    int u8() throws PduException {
        need(1);
        return bytes[position++] & 0xFF;
    }

    int u16() throws PduException {
        return u8() << 8 | u8();
    }

    long u32() throws PduException {
        return (long) u16() << 16 | u16();
    }

    void skip(int count) throws PduException {
        need(count);
        position += count;
    }

    byte[] take(int count) throws PduException {
        need(count);
        byte[] taken = Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return taken;
    }

    /** Text of a fixed length; padding (spaces and NULs at the end, spaces in front) is cut off. */
    String text(int count) throws PduException {
        need(count);
        int stop = position + count;
        while (stop > position && (bytes[stop - 1] == 0 || bytes[stop - 1] == ' ')) {
            stop--;
        }
        String text = new String(bytes, position, stop - position, StandardCharsets.ISO_8859_1).stripLeading();
        position += count;
        return text;
    }

    /** The next {@code count} bytes as a reader of their own, named for error messages. */
    ByteReader part(int count, String name) throws PduException {
        need(count);
        ByteReader part = new ByteReader(bytes, position, position + count, name);
        position += count;
        return part;
    }

    private void need(int count) throws PduException {
        if (count < 0 || count > end - position) {
            throw new PduException(Abort.INVALID_PARAMETER_VALUE,
                    where + " ends at byte " + end + " but needs " + count + " bytes from byte " + position);
        }
    }
}
