package org.dicomseal.archive;

import java.io.IOException;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

class HabitsTest {

    private DataSet original;

    @BeforeEach
    void makeOriginal() throws IOException {
        original = new DataSet().putString(Tag.PATIENT_ID, VR.LO, "ID");
        original.putString(original.reservePrivateTag(0x0029, "MAKER", 1), VR.LO, "top");
        DataSet item = new DataSet().putString(Tag.CODE_VALUE, VR.SH, "C");
        item.putString(item.reservePrivateTag(0x0009, "MAKER", 1), VR.LO, "nested");
        original.putSequence(Tag.CONTENT_SEQUENCE, item);
    }

    private List<String> differences(Habits habits) throws IOException {
        return DataSetComparison.compare(original, habits.apply(original)).stream().map(Object::toString).toList();
    }

    @Test
    void withoutHabitsAnObjectStaysTheSameInstance() throws IOException {
        assertSame(original, Habits.none().storingImplicitVrOnly().keepingFirst().apply(original));
    }

    @Test
    void strippingTakesPrivateElementsAtEveryDepth() throws IOException {
        assertEquals(List.of("(0029,0010) is missing", "(0029,1001) is missing", "(0040,A730)[0].(0009,0010) is missing",
                "(0040,A730)[0].(0009,1001) is missing"), differences(Habits.none().strippingPrivate()));
    }

    @Test
    void addingTakesFreeBlocks() throws IOException {
        assertEquals(List.of("(0009,0010) was added", "(0009,1001) was added", "(0029,0011) was added", "(0029,1102) was added"),
                differences(Habits.none().addingPrivate()));
    }

    @Test
    void coercionChangesThePatientIdAlone() throws IOException {
        assertEquals(List.of("(0010,0020) text differs"), differences(Habits.none().coercingPatientIds(id -> "SITE-" + id)));
    }
}
