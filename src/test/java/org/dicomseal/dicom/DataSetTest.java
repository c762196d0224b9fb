package org.dicomseal.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DataSetTest {

    private static List<Integer> tags(DataSet dataSet) {
        List<Integer> tags = new ArrayList<>();
        dataSet.forEach(element -> tags.add(element.tag()));
        return tags;
    }

    @Test
    void elementsStandInTheOrderOfTheirUnsignedTags() {
        DataSet dataSet = new DataSet().putString(Tag.DATA_SET_TRAILING_PADDING, VR.OB, "x").putString(Tag.PATIENT_ID, VR.LO, "1")
                .putString(Tag.MODALITY, VR.CS, "CT").putString(Tag.PIXEL_DATA, VR.OB, "y").putString(Tag.PATIENT_ID, VR.LO, "2");
        assertEquals(List.of(Tag.MODALITY, Tag.PATIENT_ID, Tag.PIXEL_DATA, Tag.DATA_SET_TRAILING_PADDING), tags(dataSet));
        assertEquals("2", dataSet.string(Tag.PATIENT_ID));
        dataSet.remove(Tag.PATIENT_ID);
        assertFalse(dataSet.contains(Tag.PATIENT_ID));
        assertNull(dataSet.remove(Tag.PATIENT_ID));
    }

    @Test
    void aCopyDoesNotShareItsList() {
        DataSet dataSet = new DataSet().putString(Tag.MODALITY, VR.CS, "CT");
        DataSet copy = dataSet.copy().putString(Tag.MODALITY, VR.CS, "MR");
        assertEquals("CT", dataSet.string(Tag.MODALITY));
        assertEquals("MR", copy.string(Tag.MODALITY));
    }

    @Test
    void textLosesItsPaddingAndSplitsAtBackslashes() {
        DataSet dataSet = new DataSet().putString(Tag.IMAGE_TYPE, VR.CS, "ORIGINAL", " PRIMARY ", "")
                .putString(Tag.TEXT_VALUE, VR.UT, " a\\b ").putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3");
        assertEquals(List.of("ORIGINAL", "PRIMARY", ""), dataSet.strings(Tag.IMAGE_TYPE));
        assertEquals(" a\\b", dataSet.string(Tag.TEXT_VALUE));
        assertEquals("1.2.3", dataSet.string(Tag.SOP_INSTANCE_UID));
        assertEquals(6, ((ValueElement) dataSet.get(Tag.SOP_INSTANCE_UID)).length());
        assertNull(dataSet.string(Tag.PATIENT_NAME));
        assertEquals("none", dataSet.string(Tag.PATIENT_NAME, "none"));
    }

    @Test
    void numbersOfEveryVrComeBack() throws IOException {
        for (VR vr : new VR[] {VR.US, VR.UL, VR.UV, VR.OW, VR.OL, VR.OV, VR.IS, VR.AT, VR.SS, VR.SL, VR.SV}) {
            Element element = new DataSet().putInts(Tag.ROWS, vr, 1, 0x7FFF, 3).get(Tag.ROWS);
            assertArrayEquals(new long[] {1, 0x7FFF, 3}, Values.integers(element, null), vr.name());
        }
        for (VR vr : new VR[] {VR.SS, VR.SL, VR.SV, VR.IS}) {
            assertArrayEquals(new long[] {-5}, Values.integers(new DataSet().putInts(Tag.ROWS, vr, -5).get(Tag.ROWS), null));
        }
        for (VR vr : new VR[] {VR.FL, VR.FD, VR.OF, VR.OD, VR.DS, VR.US}) {
            assertArrayEquals(new double[] {7}, Values.doubles(new DataSet().putInts(Tag.ROWS, vr, 7).get(Tag.ROWS), null));
        }
    }

    @Test
    void whatIsNoNumberIsRefusedByTag() {
        DataSet dataSet = new DataSet().putString(Tag.INSTANCE_NUMBER, VR.IS, "1A").putBytes(Tag.ROWS, VR.US, new byte[0])
                .put(new ValueElement(Tag.COLUMNS, VR.US, Bulk.of((byte) 1)));
        assertTrue(assertThrows(DicomException.class, () -> dataSet.intValue(Tag.INSTANCE_NUMBER, 0)).getMessage().contains("(0020,0013)"));
        assertTrue(assertThrows(DicomException.class, () -> dataSet.intValue(Tag.COLUMNS, 0)).getMessage().contains("(0028,0011)"));
    }

    @Test
    void privateBlocksAreFoundByCreatorAndReservedWhereFree() throws IOException {
        DataSet dataSet = new DataSet().putString(0x00110010, VR.LO, "OTHERS").putBytes(0x00111105, VR.OB, (byte) 1, (byte) 2);
        assertEquals(0, dataSet.privateTag(0x0011, "OURS", 1));
        assertEquals(0x00111201, dataSet.reservePrivateTag(0x0011, "OURS", 1), "block 11 has an element without a creator");
        assertEquals(0x00111202, dataSet.reservePrivateTag(0x0011, "OURS", 2));
        assertEquals(0x00111003, dataSet.privateTag(0x0011, "OTHERS", 3));
    }

    @Test
    void aGroupWithoutAFreeBlockIsAnError() throws IOException {
        DataSet dataSet = new DataSet();
        for (int block = 0x10; block <= 0xFF; block++) {
            dataSet.putString(Tag.of(0x0011, block), VR.LO, "C" + block);
        }
        assertThrows(DicomException.class, () -> dataSet.reservePrivateTag(0x0011, "OURS", 1));
    }

    @Test
    void emptyReturnKeysGetTheirVr() {
        DataSet keys = new DataSet().putEmpty(Tag.PATIENT_NAME).putEmpty(Tag.REFERENCED_SOP_SEQUENCE);
        assertEquals(VR.PN, keys.get(Tag.PATIENT_NAME).vr());
        assertTrue(keys.get(Tag.REFERENCED_SOP_SEQUENCE) instanceof SequenceElement);
    }

    @Test
    void textOutsideLatin1IsNotSquashed() {
        assertThrows(IllegalArgumentException.class, () -> new DataSet().putString(Tag.PATIENT_NAME, VR.PN, "\u65E5"));
    }
}
