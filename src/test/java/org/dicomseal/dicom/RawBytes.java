package org.dicomseal.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Lays out data elements by hand, so that tests don't trust the writer with what the reader must read. */
final class RawBytes {

    static final long UNDEFINED = 0xFFFFFFFFL;

    private final boolean explicitVr;
    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private RawBytes(boolean explicitVr, ByteOrder order) {
        this.explicitVr = explicitVr;
        this.order = order;
    }

    static RawBytes in(TransferSyntax syntax) {
        return new RawBytes(syntax.explicitVr(), syntax.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** An element with its value; numbers in it must be in order already. */
    RawBytes element(int tag, String vr, byte... value) {
        return header(tag, vr, value.length).raw(value);
    }

    RawBytes text(int tag, String vr, String value) {
        return element(tag, vr, value.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawBytes u16(int tag, String vr, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return element(tag, vr, bytes.array());
    }

    RawBytes header(int tag, String vr, long length) {
        shorts(Tag.group(tag), Tag.element(tag));
        if (!explicitVr) {
            return ints(length);
        }
        raw(vr.getBytes(StandardCharsets.US_ASCII));
        if (VR.valueOf(vr).hasLongLength()) {
            return shorts(0).ints(length);
        }
        return shorts((int) length);
    }

    /** A sequence of undefined length. */
    RawBytes sequence(int tag, String vr, Consumer<RawBytes> items) {
        header(tag, vr, UNDEFINED);
        items.accept(this);
        return marker(Tag.SEQUENCE_DELIMITATION, 0);
    }

    /** An item of undefined length. */
    RawBytes item(Consumer<RawBytes> content) {
        marker(Tag.ITEM, UNDEFINED);
        content.accept(this);
        return marker(Tag.ITEM_DELIMITATION, 0);
    }

    /** An item, or fragment, of defined length. */
    RawBytes item(byte... content) {
        return marker(Tag.ITEM, content.length).raw(content);
    }

    RawBytes marker(int tag, long length) {
        return shorts(Tag.group(tag), Tag.element(tag)).ints(length);
    }

    RawBytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    RawBytes shorts(int... values) {
        for (int value : values) {
            raw(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
        }
        return this;
    }

    RawBytes ints(long value) {
        return raw(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
