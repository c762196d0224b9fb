package org.dicomseal.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Faults of real writers whose meaning is certain are read, and told; the rest is refused by name. */
class LeniencyTest {

    private final List<String> oddities = new ArrayList<>();

    private DataSet read(RawBytes raw) throws IOException {
        return DicomReader.read(ByteSource.of(raw.bytes()), TransferSyntax.EXPLICIT_LE,
                ReadOptions.defaults().tellingOddities(oddities::add));
    }

    private static RawBytes explicit() {
        return RawBytes.in(TransferSyntax.EXPLICIT_LE);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void anImplicitElementAmongExplicitOnes() throws IOException {
        DataSet dataSet = read(explicit().text(0x00080060, "CS", "CT").marker(Tag.PATIENT_ID, 2).raw(ascii("ID"))
                .text(0x00200011, "IS", "3 "));
        assertEquals("ID", dataSet.string(Tag.PATIENT_ID));
        assertEquals(VR.LO, dataSet.get(Tag.PATIENT_ID).vr());
        assertEquals(3, dataSet.size());
        assertEquals(1, oddities.size());
    }

    @Test
    void aLongVrWithA16BitLength() throws IOException {
        DataSet dataSet = read(explicit().shorts(0x0040, 0xA160).raw(ascii("UT")).shorts(4).raw(ascii("text"))
                .text(0x00400555, "LO", "x "));
        assertEquals("text", dataSet.string(Tag.TEXT_VALUE));
        assertEquals(List.of("(0040,A160) at offset 0: VR UT with a 16-bit length"), oddities.subList(0, 1));
    }

    @Test
    void reservedBytesThatAreNotZero() throws IOException {
        DataSet dataSet = read(explicit().shorts(0x0040, 0xA160).raw(ascii("UT")).shorts(0x2020).ints(4).raw(ascii("text")));
        assertEquals("text", dataSet.string(Tag.TEXT_VALUE));
        assertEquals(1, oddities.size());
    }

    @Test
    void aVrOfTheFutureHasTheLongForm() throws IOException {
        DataSet dataSet = read(explicit().shorts(0x0041, 0x1001).raw(ascii("ZZ")).shorts(0).ints(2).raw(ascii("ab"))
                .text(0x00420010, "ST", "next"));
        assertEquals(VR.UN, dataSet.get(0x00411001).vr());
        assertEquals("next", dataSet.string(0x00420010));
    }

    @Test
    void rubbishInThePlaceOfTheVrWithA16BitLength() throws IOException {
        DataSet dataSet = read(explicit().shorts(0x0041, 0x1001).raw(ascii("??")).shorts(2).raw(ascii("ab"))
                .text(0x00420010, "ST", "next"));
        assertEquals("next", dataSet.string(0x00420010));
    }

    @Test
    void aDelimiterWithALength() throws IOException {
        DataSet dataSet = read(explicit().header(0x00081140, "SQ", RawBytes.UNDEFINED).item().marker(Tag.SEQUENCE_DELIMITATION, 77)
                .text(0x00100020, "LO", "ID"));
        assertEquals("ID", dataSet.string(Tag.PATIENT_ID));
    }

    @Test
    void theSameElementTwiceIsRefusedByName() {
        DicomException thrown = assertThrows(DicomException.class,
                () -> read(explicit().text(0x00100020, "LO", "ID").text(0x00100020, "LO", "OTHER ")));
        assertTrue(thrown.getMessage().startsWith("(0010,0020) at offset 10"), thrown.getMessage());
    }

    @Test
    void theSameElementTwiceIsRefusedEvenWhereTheOrderIsBroken() {
        assertThrows(DicomException.class, () -> read(explicit().text(0x00100020, "LO", "ID").text(0x00080060, "CS", "CT")
                .text(0x00100020, "LO", "OTHER ")));
    }

    @Test
    void aDataSetWithoutOrderCanBeChanged() throws IOException {
        DataSet dataSet = read(explicit().text(0x00100020, "LO", "ID").text(0x00080060, "CS", "CT").text(0x00200011, "IS", "3 "));
        dataSet.putString(Tag.PATIENT_ID, VR.LO, "NEW").putString(Tag.STUDY_ID, VR.SH, "S").remove(Tag.MODALITY);
        assertEquals(List.of("NEW", "S", "3"), List.of(dataSet.string(Tag.PATIENT_ID), dataSet.string(Tag.STUDY_ID), dataSet.string(Tag.SERIES_NUMBER)));
        assertEquals(3, dataSet.size());
        assertEquals(dataSet.size(), dataSet.copy().size());
    }

    @Test
    void anItemInThePlaceOfAnElementIsRefused() {
        assertThrows(DicomException.class, () -> read(explicit().text(0x00100020, "LO", "ID").item()));
    }

    @Test
    void undefinedLengthOfATextIsRefused() {
        assertThrows(DicomException.class, () -> read(explicit().header(Tag.TEXT_VALUE, "UT", RawBytes.UNDEFINED)));
    }
}
