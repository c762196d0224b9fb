package org.dicomseal.dicom;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class DataSetComparisonTest {

    private static List<String> compare(DataSet original, DataSet other) throws IOException {
        return DataSetComparison.compare(original, other).stream().map(Object::toString).toList();
    }

    private static DataSet sample() {
        return new DataSet().putString(Tag.MODALITY, VR.CS, "CT")
                .putSequence(Tag.CONTENT_SEQUENCE, new DataSet().putString(Tag.CODE_VALUE, VR.SH, "C"), new DataSet())
                .putInts(Tag.PIXEL_DATA, VR.OW, 1, 2, 3);
    }

    @Test
    void namesWhatDiffersAndWhereWithoutItsValue() throws IOException {
        DataSet other = sample();
        other.remove(Tag.MODALITY);
        other.putString(Tag.PATIENT_ID, VR.LO, "SECRET").putInts(Tag.PIXEL_DATA, VR.OW, 1, 2, 4);
        other.items(Tag.CONTENT_SEQUENCE).get(0).putString(Tag.CODE_VALUE, VR.SH, "D");
        assertEquals(List.of("(0008,0060) is missing", "(0010,0020) was added", "(0040,A730)[0].(0008,0100) text differs",
                "(7FE0,0010) bytes differ at 4 of 6"), compare(sample(), other));
    }

    @Test
    void paddingGroupLengthsLengthEncodingAndByteOrderAreNoDifference() throws IOException {
        DataSet other = new DataSet()
                .putInts(0x00080000, VR.UL, 10)
                .put(new ValueElement(Tag.MODALITY, VR.CS, Bulk.of((byte) 'C', (byte) 'T', (byte) ' ', (byte) 0)))
                .put(new SequenceElement(Tag.CONTENT_SEQUENCE, VR.SQ, List.of(
                        new SequenceElement.Item(new DataSet().put(new ValueElement(Tag.CODE_VALUE, VR.SH, Bulk.of((byte) 'C'))), true),
                        new SequenceElement.Item(new DataSet(), true)), true))
                .put(new ValueElement(Tag.PIXEL_DATA, VR.OW, Bulk.of(new byte[] {0, 1, 0, 2, 0, 3}), ByteOrder.BIG_ENDIAN))
                .putBytes(Tag.DATA_SET_TRAILING_PADDING, VR.OB, new byte[100]);
        assertEquals(List.of(), compare(sample(), other));
    }

    @Test
    void unAndTheDictionarysChoicesAreAlikeOtherVrsAreNot() throws IOException {
        DataSet original = new DataSet().putBytes(Tag.PIXEL_DATA, VR.OB, new byte[2]).putInts(0x00111001, VR.US, 1)
                .putString(Tag.PATIENT_ID, VR.LO, "AB");
        DataSet other = new DataSet().putBytes(Tag.PIXEL_DATA, VR.OW, new byte[2]).putBytes(0x00111001, VR.UN, (byte) 1, (byte) 0)
                .putString(Tag.PATIENT_ID, VR.SH, "AB");
        assertEquals(List.of("(0010,0020) VR LO became SH"), compare(original, other));
    }

    @Test
    void aPaddingByteOfABinaryValueIsNoDifferenceButAnyOtherIs() throws IOException {
        DataSet odd = new DataSet().put(new ValueElement(Tag.PIXEL_DATA, VR.OB, Bulk.of((byte) 1)));
        assertEquals(List.of(), compare(odd, new DataSet().putBytes(Tag.PIXEL_DATA, VR.OB, (byte) 1, (byte) 0)));
        assertEquals(List.of("(7FE0,0010) 1 bytes became 2"), compare(odd, new DataSet().putBytes(Tag.PIXEL_DATA, VR.OB, (byte) 1, (byte) 2)));
        assertEquals(List.of("(7FE0,0010) 1 bytes became 4"), compare(odd, new DataSet().putBytes(Tag.PIXEL_DATA, VR.OB, (byte) 1, (byte) 0, (byte) 0, (byte) 0)));
    }

    @Test
    void fragmentsAreComparedOneByOne() throws IOException {
        DataSet original = new DataSet().put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.empty(), Bulk.of(new byte[4]))));
        DataSet changed = new DataSet().put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.empty(), Bulk.of((byte) 0, (byte) 0, (byte) 1))));
        DataSet one = new DataSet().put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.empty())));
        DataSet plain = new DataSet().putBytes(Tag.PIXEL_DATA, VR.OB, new byte[4]);
        assertEquals(List.of("(7FE0,0010) fragment 1 4 bytes became 3"), compare(original, changed));
        assertEquals(List.of("(7FE0,0010) 2 fragments became 1"), compare(original, one));
        assertEquals(List.of("(7FE0,0010) is encapsulated in one only"), compare(original, plain));
    }

    @Test
    void aSequenceThatBecameAValueIsADifference() throws IOException {
        DataSet other = sample().put(new ValueElement(Tag.CONTENT_SEQUENCE, VR.UN, Bulk.of(new byte[] {1, 2, 3, 4})));
        assertEquals(List.of("(0040,A730) is a sequence in one only"), compare(sample(), other));
    }
}
