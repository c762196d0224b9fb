package org.dicomseal.dicom;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes data sets in a transfer syntax: VRs are left out or put in, numbers swapped, as it asks. Codestreams are not
 * transcoded: fragments at the top level can only be written in an encapsulated syntax. Group lengths that are there are
 * written right. Values are written as they are, of odd length too. Call {@link #finish()} at the end; it doesn't close
 * the stream.
 */
public final class DicomWriter {

    private final TransferSyntax syntax;
    private final DeflatedOutput deflated;
    private final OutputStream out;
    private final byte[] header = new byte[12];

    public DicomWriter(OutputStream out, TransferSyntax syntax) {
        this.syntax = syntax;
        this.deflated = syntax.deflated() ? new DeflatedOutput(out) : null;
        this.out = new BufferedOutputStream(deflated != null ? deflated : out);
    }

    public void write(DataSet dataSet) throws IOException {
        GroupLengths lengths = GroupLengths.of(dataSet, syntax.encoding());
        for (Element element : dataSet) {
            writeTop(lengths.corrected(element));
        }
    }

    /** Only the elements whose tag is (unsigned) below the given one. */
    public void writeBefore(DataSet dataSet, int tag) throws IOException {
        GroupLengths lengths = GroupLengths.of(dataSet, syntax.encoding());
        for (Element element : dataSet) {
            if (Integer.compareUnsigned(element.tag(), tag) < 0) {
                writeTop(lengths.corrected(element));
            }
        }
    }

    /** Only the elements from the given tag on. */
    public void writeFrom(DataSet dataSet, int tag) throws IOException {
        GroupLengths lengths = GroupLengths.of(dataSet, syntax.encoding());
        for (Element element : dataSet) {
            if (Integer.compareUnsigned(element.tag(), tag) >= 0) {
                writeTop(lengths.corrected(element));
            }
        }
    }

    /** One element as it is; the caller keeps to the order, and knows group lengths. */
    public void write(Element element) throws IOException {
        writeTop(element);
    }

    /** Ends a deflated data set, and flushes. */
    public void finish() throws IOException {
        out.flush();
        if (deflated != null) {
            deflated.finish();
            deflated.flush();
        }
    }

    /** The bytes that {@link #write(DataSet)} makes; for a deflated syntax before deflating. */
    public static long length(DataSet dataSet, TransferSyntax syntax) throws IOException {
        return EncodedLength.of(dataSet, syntax.encoding());
    }

    public static byte[] toBytes(DataSet dataSet, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DicomWriter writer = new DicomWriter(bytes, syntax);
        writer.write(dataSet);
        writer.finish();
        return bytes.toByteArray();
    }

    private void writeTop(Element element) throws IOException {
        if (element instanceof FragmentsElement && element.tag() == Tag.PIXEL_DATA && !syntax.encapsulated()) {
            throw DicomException.of(element.tag(), "codestreams can't be written in " + syntax);
        }
        write(element, syntax.encoding());
    }

    private void write(DataSet dataSet, Encoding encoding) throws IOException {
        GroupLengths lengths = GroupLengths.of(dataSet, encoding);
        for (Element element : dataSet) {
            write(lengths.corrected(element), encoding);
        }
    }

    private void write(Element element, Encoding encoding) throws IOException {
        if (element instanceof ValueElement value) {
            write(value, encoding);
        } else if (element instanceof SequenceElement sequence) {
            write(sequence, encoding);
        } else {
            write((FragmentsElement) element, encoding);
        }
    }

    private void write(ValueElement value, Encoding encoding) throws IOException {
        long length = EncodedLength.checked(value.tag(), value.length());
        VR vr = EncodedLength.writtenVr(value, encoding);
        header(value.tag(), vr, length, encoding);
        // A value that had to become UN is little endian, as in implicit VR (PS3.5 6.2.2).
        Encoding target = vr == value.vr() ? encoding : Encoding.IMPLICIT_LE;
        copy(value.order() == target.order() ? value.value() : SwappedBulk.of(value), value.tag());
    }

    private void copy(Bulk bulk, int tag) throws IOException {
        ExactOutputStream exact = new ExactOutputStream(out, tag, bulk.length());
        bulk.transferTo(exact);
        exact.check();
    }

    private void write(SequenceElement sequence, Encoding encoding) throws IOException {
        boolean undefined = sequence.undefinedLength();
        long length = undefined ? ElementHeader.UNDEFINED
                : EncodedLength.checked(sequence.tag(), EncodedLength.contentOf(sequence, encoding));
        header(sequence.tag(), sequence.vr(), length, encoding);
        Encoding inside = EncodedLength.itemEncoding(sequence, encoding);
        for (SequenceElement.Item item : sequence.items()) {
            long itemLength = item.undefinedLength() ? ElementHeader.UNDEFINED
                    : EncodedLength.checked(sequence.tag(), EncodedLength.of(item.dataSet(), inside));
            marker(Tag.ITEM, itemLength, inside);
            write(item.dataSet(), inside);
            if (item.undefinedLength()) {
                marker(Tag.ITEM_DELIMITATION, 0, inside);
            }
        }
        if (undefined) {
            marker(Tag.SEQUENCE_DELIMITATION, 0, inside);
        }
    }

    private void write(FragmentsElement element, Encoding encoding) throws IOException {
        header(element.tag(), element.vr(), ElementHeader.UNDEFINED, encoding);
        for (Bulk fragment : element.fragments()) {
            long length = EncodedLength.checked(element.tag(), fragment.length());
            marker(Tag.ITEM, length, encoding);
            copy(fragment, element.tag());
        }
        marker(Tag.SEQUENCE_DELIMITATION, 0, encoding);
    }

    private void header(int tag, VR vr, long length, Encoding encoding) throws IOException {
        if (!encoding.explicitVr()) {
            marker(tag, length, encoding);
            return;
        }
        encoding.putTag(header, 0, tag);
        header[4] = (byte) vr.name().charAt(0);
        header[5] = (byte) vr.name().charAt(1);
        if (vr.hasLongLength()) {
            encoding.putU16(header, 6, 0);
            encoding.putU32(header, 8, length);
            out.write(header, 0, 12);
        } else {
            encoding.putU16(header, 6, (int) length);
            out.write(header, 0, 8);
        }
    }

    /** Tag and 32-bit length: an implicit VR header, an item or a delimiter. */
    private void marker(int tag, long length, Encoding encoding) throws IOException {
        encoding.putTag(header, 0, tag);
        encoding.putU32(header, 4, length);
        out.write(header, 0, 8);
    }
}
