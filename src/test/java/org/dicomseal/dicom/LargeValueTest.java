package org.dicomseal.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Values far larger than the heap pass through; only their headers are ever held. */
class LargeValueTest {

    /** A header in memory, and then as many bytes of one value as one likes. */
    private record Endless(byte[] start, long size) implements ByteSource {

        @Override
        public int read(long position, byte[] target, int offset, int length) {
            if (position >= size) {
                return -1;
            }
            int count = (int) Math.min(length, size - position);
            for (int i = 0; i < count && position + i < start.length; i++) {
                target[offset + i] = start[(int) position + i];
            }
            return count;
        }
    }

    private static final class CountingSink extends OutputStream {

        private long count;

        @Override
        public void write(int value) {
            count++;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            count += length;
        }
    }

    private static long copied(long valueLength, TransferSyntax from, TransferSyntax to) throws IOException {
        byte[] start = RawBytes.in(from).text(Tag.MODALITY, "CS", "CT").header(Tag.PIXEL_DATA, "OW", valueLength).bytes();
        DataSet dataSet = DicomReader.read(new Endless(start, start.length + valueLength), from, ReadOptions.defaults());
        assertEquals(valueLength, ((ValueElement) dataSet.get(Tag.PIXEL_DATA)).length());
        CountingSink sink = new CountingSink();
        DicomWriter writer = new DicomWriter(sink, to);
        writer.write(dataSet);
        writer.finish();
        assertEquals(DicomWriter.length(dataSet, to), sink.count);
        return sink.count;
    }

    @Test
    void threeGigabytesAreCopied() throws IOException {
        assertEquals((3L << 30) + 22, copied(3L << 30, TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_LE));
    }

    @Test
    void largeValuesAreSwappedAsTheyPass() throws IOException {
        assertEquals((256L << 20) + 22, copied(256L << 20, TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE));
    }

    @Test
    void theLongestValueThatALengthCanSayIsRead() throws IOException {
        long longest = 0xFFFFFFFEL;
        byte[] start = RawBytes.in(TransferSyntax.EXPLICIT_LE).header(Tag.PIXEL_DATA, "OW", longest).bytes();
        DataSet dataSet = DicomReader.read(new Endless(start, start.length + longest), TransferSyntax.EXPLICIT_LE, ReadOptions.defaults());
        assertEquals(longest, ((ValueElement) dataSet.get(Tag.PIXEL_DATA)).length());
        assertEquals(longest + 12, DicomWriter.length(dataSet, TransferSyntax.EXPLICIT_LE));
    }

    @Test
    void aLongerOneIsNotWritten() {
        Bulk tooLong = Bulk.produced(0xFFFFFFFFL, out -> { });
        DataSet dataSet = new DataSet().put(new ValueElement(Tag.PIXEL_DATA, VR.OW, tooLong));
        assertThrows(DicomException.class, () -> new DicomWriter(new CountingSink(), TransferSyntax.EXPLICIT_LE).write(dataSet));
        DataSet around = new DataSet().put(new SequenceElement(Tag.CONTENT_SEQUENCE, VR.SQ, List.of(
                new SequenceElement.Item(new DataSet().put(new ValueElement(Tag.PIXEL_DATA, VR.OW, Bulk.produced(0xFFFFFFFEL, out -> { }))))), false));
        assertThrows(DicomException.class, () -> new DicomWriter(new CountingSink(), TransferSyntax.EXPLICIT_LE).write(around));
    }
}
