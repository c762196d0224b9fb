package org.dicomseal.dicom;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * An element whose value is plain bytes of a known length, exactly as they were read or are to be written: padding
 * included, odd lengths and empty values too.
 *
 * @param order of the numbers in the value; without meaning where {@link VR#unit()} is 1
 */
public record ValueElement(int tag, VR vr, Bulk value, ByteOrder order) implements Element {

    /** A value in little endian order. */
    public ValueElement(int tag, VR vr, Bulk value) {
        this(tag, vr, value, ByteOrder.LITTLE_ENDIAN);
    }

    public long length() {
        return value.length();
    }

    /** The bytes with every number in little endian order. */
    public Bulk littleEndian() {
        return order == ByteOrder.LITTLE_ENDIAN ? value : SwappedBulk.of(this);
    }

    /** The same bytes under another VR: what an Implicit VR archive turned into UN is read back so. */
    public ValueElement as(VR other) {
        return new ValueElement(tag, other, value, order);
    }

    /**
     * The items in a value of VR UN and defined length, or of SQ kept as bytes: implicit VR little endian, as PS3.5 6.2.2
     * has it.
     *
     * @throws DicomException if the bytes are not a sequence
     */
    public SequenceElement asSequence() throws IOException {
        return DicomReader.sequenceIn(this);
    }
}
