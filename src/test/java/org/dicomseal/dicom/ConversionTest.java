package org.dicomseal.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** From one transfer syntax to another nothing but the layout changes. */
class ConversionTest {

    static Stream<TransferSyntax> syntaxes() {
        return Stream.of(TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE,
                TransferSyntax.DEFLATED_LE);
    }

    private static DataSet sample() throws DicomException {
        DataSet code = new DataSet().putString(Tag.CODE_VALUE, VR.SH, "T-A0100").putInts(0x00409225, VR.FD, 1, 2);
        DataSet dataSet = new DataSet()
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3")
                .putInts(Tag.PIXEL_REPRESENTATION, VR.US, 1)
                .putInts(Tag.PIXEL_PADDING_VALUE, VR.SS, -2000)
                .putInts(Tag.FRAME_INCREMENT_POINTER, VR.AT, 0x00181063)
                .putInts(Tag.DATA_SET_TRAILING_PADDING, VR.OB)
                .put(new SequenceElement(Tag.CONTENT_SEQUENCE, VR.SQ, List.of(new SequenceElement.Item(code, true)), true))
                .putInts(Tag.PIXEL_DATA, VR.OW, 1, 2, 0xFFFE);
        int tag = dataSet.reservePrivateTag(0x0011, "OURS", 1);
        return dataSet.putInts(tag, VR.UL, 0x01020304);
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void anExplicitDataSetSurvivesEverySyntax(TransferSyntax syntax) throws IOException {
        DataSet there = DicomReader.fromBytes(DicomWriter.toBytes(sample(), syntax), syntax);
        assertEquals(List.of(), DataSetComparison.compare(sample(), there));
        byte[] back = DicomWriter.toBytes(there, TransferSyntax.EXPLICIT_LE);
        assertEquals(List.of(), DataSetComparison.compare(sample(), DicomReader.fromBytes(back, TransferSyntax.EXPLICIT_LE)));
    }

    @Test
    void numbersAreSwappedForBigEndian() throws IOException {
        DataSet dataSet = new DataSet().putInts(Tag.ROWS, VR.US, 0x0102).putInts(Tag.PIXEL_DATA, VR.OW, 0x0304);
        byte[] expected = RawBytes.in(TransferSyntax.EXPLICIT_BE).u16(Tag.ROWS, "US", 0x0102).u16(Tag.PIXEL_DATA, "OW", 0x0304).bytes();
        assertArrayEquals(expected, DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_BE));
    }

    @Test
    void pixelRepresentationDecidesBetweenUsAndSs() throws IOException {
        DataSet implicit = DicomReader.fromBytes(DicomWriter.toBytes(sample(), TransferSyntax.IMPLICIT_LE), TransferSyntax.IMPLICIT_LE);
        assertEquals(VR.SS, implicit.get(Tag.PIXEL_PADDING_VALUE).vr());
        assertEquals(-2000, implicit.intValue(Tag.PIXEL_PADDING_VALUE, 0));
    }

    @Test
    void anItemAsksTheDataSetsAroundItForItsPixelRepresentation() throws IOException {
        DataSet item = new DataSet().putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.SS, -1);
        DataSet dataSet = new DataSet().putInts(Tag.PIXEL_REPRESENTATION, VR.US, 1).putSequence(Tag.CONTENT_SEQUENCE, item);
        DataSet back = DicomReader.fromBytes(DicomWriter.toBytes(dataSet, TransferSyntax.IMPLICIT_LE), TransferSyntax.IMPLICIT_LE);
        assertEquals(-1, back.items(Tag.CONTENT_SEQUENCE).get(0).intValue(Tag.SMALLEST_IMAGE_PIXEL_VALUE, 0));
    }

    @Test
    void privateElementsThatBecameUnAreReadWithTheVrOneAsksFor() throws IOException {
        DataSet implicit = DicomReader.fromBytes(DicomWriter.toBytes(sample(), TransferSyntax.IMPLICIT_LE), TransferSyntax.IMPLICIT_LE);
        Element element = implicit.get(implicit.privateTag(0x0011, "OURS", 1));
        assertEquals(VR.UN, element.vr());
        assertArrayEquals(new long[] {0x01020304}, Values.integers(element, VR.UL));
    }

    @Test
    void aPrivateSequenceThatBecameUnIsStillASequence() throws IOException {
        DataSet item = new DataSet().putString(Tag.PATIENT_ID, VR.LO, "ID");
        DataSet dataSet = new DataSet();
        int tag = dataSet.reservePrivateTag(0x0011, "OURS", 2);
        dataSet.putSequence(tag, item);
        DataSet implicit = DicomReader.fromBytes(DicomWriter.toBytes(dataSet, TransferSyntax.IMPLICIT_LE), TransferSyntax.IMPLICIT_LE);
        ValueElement bytes = (ValueElement) implicit.get(tag);
        assertEquals("ID", bytes.asSequence().items().get(0).dataSet().string(Tag.PATIENT_ID));
        assertEquals(List.of(), DataSetComparison.compare(dataSet, implicit));
    }

    @Test
    void aShortVrWithALongValueIsWrittenAsUn() throws IOException {
        DataSet dataSet = new DataSet().putInts(Tag.LUT_DATA, VR.US, new long[40_000]);
        DataSet back = DicomReader.fromBytes(DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_BE), TransferSyntax.EXPLICIT_BE);
        assertEquals(VR.UN, back.get(Tag.LUT_DATA).vr());
        assertEquals(List.of(), DataSetComparison.compare(dataSet, back));
    }

    @Test
    void codestreamsAreNotWrittenInAnUncompressedSyntax() {
        DataSet dataSet = new DataSet().put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.empty(), Bulk.of(new byte[2]))));
        assertThrows(DicomException.class, () -> DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_LE));
    }

    @Test
    void aGroupLengthIsMadeTrueForTheSyntaxWritten() throws IOException {
        DataSet dataSet = new DataSet().putInts(0x00080000, VR.UL, 12345).putString(Tag.MODALITY, VR.CS, "CT");
        assertEquals(10, DicomReader.fromBytes(DicomWriter.toBytes(dataSet, TransferSyntax.IMPLICIT_LE), TransferSyntax.IMPLICIT_LE)
                .intValue(0x00080000, 0));
    }

    @Test
    void aValueMadeWhileWritingMustKeepToItsLength() throws IOException {
        Bulk honest = Bulk.produced(4, out -> out.write(new byte[] {1, 2, 3, 4}));
        DataSet dataSet = new DataSet().put(new ValueElement(Tag.PIXEL_DATA, VR.OW, honest));
        byte[] bytes = DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_BE);
        assertArrayEquals(new byte[] {2, 1, 4, 3}, Arrays.copyOfRange(bytes, 12, 16));
        for (int made : new int[] {3, 5}) {
            Bulk liar = Bulk.produced(4, out -> out.write(new byte[made]));
            dataSet.put(new ValueElement(Tag.PIXEL_DATA, VR.OB, liar));
            DicomException thrown = assertThrows(DicomException.class,
                    () -> new DicomWriter(new ByteArrayOutputStream(), TransferSyntax.EXPLICIT_LE).write(dataSet));
            assertTrue(thrown.getMessage().startsWith("(7FE0,0010)"), thrown.getMessage());
        }
    }
}
