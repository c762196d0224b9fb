package org.dicomseal.dicom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** What was read is written as it was, byte for byte, in the syntax it came in. */
class RoundTripTest {

    private static final int PRIVATE_SEQUENCE = 0x00091001;

    static Stream<TransferSyntax> plainSyntaxes() {
        return Stream.of(TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE);
    }

    private static byte[] everyVr(TransferSyntax syntax) {
        RawBytes raw = RawBytes.in(syntax);
        raw.text(0x00080005, "CS", "ISO 2022 IR 6\\ISO 2022 IR 87");
        raw.text(0x00080018, "UI", "1.2.3\0");
        raw.text(0x00080020, "DA", "20260101").text(0x00080030, "TM", "101112").text(0x00080054, "AE", "SOMEONE ");
        raw.element(0x00080050, "SH");
        raw.text(0x00090010, "LO", "A CREATOR ");
        raw.element(0x00091002, "UN", (byte) 1, (byte) 2, (byte) 3);
        raw.text(0x00100010, "PN", "\u001B$B;3ED^[").text(0x00101010, "AS", "042Y");
        raw.text(0x00181000, "LO", "ODD").text(0x00181030, "LO", "  leading and trailing  ");
        raw.text(0x0020000D, "UI", "1.2").element(0x00201040, "LO");
        raw.u16(0x00280010, "US", 2).u16(0x00280106, "SS", 0xFFFF);
        raw.element(0x00280009, "AT", (byte) 0x18, (byte) 0, (byte) 0x63, (byte) 0x10);
        raw.element(0x00409225, "FD", new byte[16]);
        raw.text(0x0040A160, "UT", "text ");
        raw.element(0x0066002F, "SQ");
        raw.element(0x00720083, "SV", new byte[8]).element(0x00720084, "OL", new byte[4]);
        raw.text(0x00080120, "UR", "http://example.org ");
        raw.element(0xFFFCFFFC, "OB", new byte[10]);
        return raw.bytes();
    }

    @ParameterizedTest
    @MethodSource("plainSyntaxes")
    void valuesOfEveryKindComeOutAsTheyWentIn(TransferSyntax syntax) throws IOException {
        assertRoundTrip(everyVr(syntax), syntax);
    }

    @ParameterizedTest
    @MethodSource("plainSyntaxes")
    void eachWayToWriteLengthsIsKept(TransferSyntax syntax) throws IOException {
        RawBytes inner = RawBytes.in(syntax).text(0x00080100, "SH", "T-A0100 ");
        byte[] item = inner.bytes();
        byte[] items = RawBytes.in(syntax).item(item).item().bytes();
        byte[] bytes = RawBytes.in(syntax)
                .element(0x00081032, "SQ", items)
                .sequence(0x00081140, "SQ", sequence -> sequence
                        .item(item)
                        .item(content -> content.raw(item).sequence(0x0040A730, "SQ", nested -> nested.item(last -> { })))
                        .item())
                .sequence(0x00081250, "SQ", empty -> { })
                .bytes();
        DataSet dataSet = assertRoundTrip(bytes, syntax);
        assertEquals(2, dataSet.items(0x00081032).size());
        assertEquals("T-A0100", dataSet.items(0x00081140).get(1).string(0x00080100));
    }

    @ParameterizedTest
    @MethodSource("plainSyntaxes")
    void groupLengthsAreKept(TransferSyntax syntax) throws IOException {
        byte[] group8 = RawBytes.in(syntax).text(0x00080060, "CS", "CT").text(0x00080070, "LO", "MAKER ").bytes();
        byte[] bytes = RawBytes.in(syntax).header(0x00080000, "UL", 4).ints(group8.length).raw(group8)
                .text(0x00100020, "LO", "ID").bytes();
        assertRoundTrip(bytes, syntax);
    }

    @Test
    void unOfUndefinedLengthIsImplicitInsideEvenInBigEndian() throws IOException {
        byte[] implicit = RawBytes.in(TransferSyntax.IMPLICIT_LE)
                .item(item -> item.text(0x00080100, "SH", "CODE").text(0x00091002, "UN", "xy"))
                .marker(Tag.SEQUENCE_DELIMITATION, 0).bytes();
        for (TransferSyntax syntax : new TransferSyntax[] {TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE}) {
            byte[] bytes = RawBytes.in(syntax).header(PRIVATE_SEQUENCE, "UN", RawBytes.UNDEFINED).raw(implicit)
                    .text(0x00100020, "LO", "ID").bytes();
            DataSet dataSet = assertRoundTrip(bytes, syntax);
            assertEquals("CODE", dataSet.items(PRIVATE_SEQUENCE).get(0).string(0x00080100));
            assertEquals(VR.UN, dataSet.get(PRIVATE_SEQUENCE).vr());
        }
    }

    @Test
    void fragmentsAndOffsetTablesAreKept() throws IOException {
        TransferSyntax syntax = TransferSyntax.of(Uids.JPEG_BASELINE);
        byte[] icon = RawBytes.in(syntax).sequence(Tag.PIXEL_DATA, "OB", all -> all.item().item((byte) 9, (byte) 8)).bytes();
        byte[] bytes = RawBytes.in(syntax)
                .sequence(Tag.ICON_IMAGE_SEQUENCE, "SQ", sequence -> sequence.item(item -> item.raw(icon)))
                .element(Tag.EXTENDED_OFFSET_TABLE, "OV", new byte[16])
                .sequence(Tag.PIXEL_DATA, "OB", all -> all.item(new byte[8]).item((byte) 1, (byte) 2).item().item((byte) 3, (byte) 4))
                .bytes();
        DataSet dataSet = assertRoundTrip(bytes, syntax);
        assertEquals(4, assertInstanceOf(FragmentsElement.class, dataSet.get(Tag.PIXEL_DATA)).fragments().size());
        assertRoundTrip(bytes, TransferSyntax.of("1.2.3.4.5.6.7"));
    }

    @ParameterizedTest
    @MethodSource("plainSyntaxes")
    void brokenOrderIsKeptAndTold(TransferSyntax syntax) throws IOException {
        byte[] bytes = RawBytes.in(syntax).text(0x00100020, "LO", "ID").text(0x00080060, "CS", "CT")
                .text(0x00200013, "IS", "7 ").bytes();
        DataSet dataSet = assertRoundTrip(bytes, syntax);
        assertFalse(dataSet.isAscending());
        assertEquals("CT", dataSet.string(Tag.MODALITY));
        assertEquals(7, dataSet.intValue(Tag.INSTANCE_NUMBER, 0));
    }

    @Test
    void aDeflatedDataSetInflatesToTheSameBytes() throws IOException {
        DataSet original = DicomReader.fromBytes(everyVr(TransferSyntax.EXPLICIT_LE), TransferSyntax.EXPLICIT_LE);
        byte[] deflated = DicomWriter.toBytes(original, TransferSyntax.DEFLATED_LE);
        assertEquals(0, deflated.length % 2);
        DataSet back = DicomReader.fromBytes(deflated, TransferSyntax.DEFLATED_LE);
        assertArrayEquals(everyVr(TransferSyntax.EXPLICIT_LE), DicomWriter.toBytes(back, TransferSyntax.EXPLICIT_LE));
    }

    @Test
    void theWriterCanStopAndGoOnAtATag() throws IOException {
        byte[] bytes = everyVr(TransferSyntax.EXPLICIT_LE);
        DataSet dataSet = DicomReader.fromBytes(bytes, TransferSyntax.EXPLICIT_LE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter writer = new DicomWriter(out, TransferSyntax.EXPLICIT_LE);
        writer.writeBefore(dataSet, Tag.ROWS);
        writer.writeFrom(dataSet, Tag.ROWS);
        writer.finish();
        assertEquals(bytes.length, out.size());
        assertEquals(dataSet.size(), DicomReader.fromBytes(out.toByteArray(), TransferSyntax.EXPLICIT_LE).size());
    }

    /** From an array, from a stream, with values loaded and with values left in place. */
    private static DataSet assertRoundTrip(byte[] bytes, TransferSyntax syntax) throws IOException {
        DataSet dataSet = DicomReader.fromBytes(bytes, syntax);
        assertArrayEquals(bytes, DicomWriter.toBytes(dataSet, syntax));
        assertEquals(bytes.length, DicomWriter.length(dataSet, syntax));
        ReadOptions nothingLoaded = ReadOptions.defaults().withInMemory(0);
        assertArrayEquals(bytes, DicomWriter.toBytes(DicomReader.read(ByteSource.of(bytes), syntax, nothingLoaded), syntax));
        for (ReadOptions options : new ReadOptions[] {ReadOptions.defaults(), nothingLoaded}) {
            DataSet streamed = DicomReader.read(new ByteArrayInputStream(bytes), syntax, options);
            assertArrayEquals(bytes, DicomWriter.toBytes(streamed, syntax));
        }
        return dataSet;
    }
}
