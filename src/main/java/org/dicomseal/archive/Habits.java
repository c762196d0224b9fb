package org.dicomseal.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.SequenceElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;

/**
 * What real archives do to the objects they are given, each on its own switch. {@link #none()} keeps everything.
 *
 * @param implicitVrOnly      takes, keeps and sends Implicit VR Little Endian only
 * @param stripsPrivate       private elements are gone, nested ones too
 * @param addsPrivate         adds a private block of its own to group 0009, and one to group 0029
 * @param keepsFirst          answers success to a second object of the same SOP Instance UID, and throws it away
 * @param omitsMoveOriginator leaves the move originator out of sub-operations
 * @param patientIds          how Patient IDs are coerced
 */
public record Habits(boolean implicitVrOnly, boolean stripsPrivate, boolean addsPrivate, boolean keepsFirst,
                     boolean omitsMoveOriginator, UnaryOperator<String> patientIds) {

    private static final String OWN_CREATOR = "EMBEDDED ARCHIVE";

    public static Habits none() {
        return new Habits(false, false, false, false, false, UnaryOperator.identity());
    }

    public Habits storingImplicitVrOnly() {
        return new Habits(true, stripsPrivate, addsPrivate, keepsFirst, omitsMoveOriginator, patientIds);
    }

    public Habits strippingPrivate() {
        return new Habits(implicitVrOnly, true, addsPrivate, keepsFirst, omitsMoveOriginator, patientIds);
    }

    public Habits addingPrivate() {
        return new Habits(implicitVrOnly, stripsPrivate, true, keepsFirst, omitsMoveOriginator, patientIds);
    }

    public Habits keepingFirst() {
        return new Habits(implicitVrOnly, stripsPrivate, addsPrivate, true, omitsMoveOriginator, patientIds);
    }

    public Habits omittingMoveOriginator() {
        return new Habits(implicitVrOnly, stripsPrivate, addsPrivate, keepsFirst, true, patientIds);
    }

    public Habits coercingPatientIds(UnaryOperator<String> coercion) {
        return new Habits(implicitVrOnly, stripsPrivate, addsPrivate, keepsFirst, omitsMoveOriginator, coercion);
    }

    /** Whether objects of this transfer syntax are taken. */
    boolean takes(String transferSyntaxUid, Set<String> known) {
        return implicitVrOnly ? transferSyntaxUid.equals(Uids.IMPLICIT_VR_LITTLE_ENDIAN) : known.contains(transferSyntaxUid);
    }

    /** The data set as it will be kept; the same instance where nothing changes. */
    DataSet apply(DataSet original) throws IOException {
        DataSet kept = stripsPrivate ? withoutPrivate(original) : original;
        String patientId = kept.string(Tag.PATIENT_ID, "");
        String coerced = patientIds.apply(patientId);
        if (!coerced.equals(patientId)) {
            kept = kept.copy().putString(Tag.PATIENT_ID, VR.LO, coerced);
        }
        if (addsPrivate) {
            kept = kept.copy();
            kept.putString(kept.reservePrivateTag(0x0009, OWN_CREATOR, 0x01), VR.LO, "RECEIVED");
            kept.putInts(kept.reservePrivateTag(0x0029, OWN_CREATOR, 0x02), VR.UL, 1);
        }
        return kept;
    }

    private static DataSet withoutPrivate(DataSet dataSet) {
        DataSet kept = new DataSet();
        for (Element element : dataSet) {
            if (!Tag.isPrivate(element.tag())) {
                kept.put(element instanceof SequenceElement sequence ? withoutPrivate(sequence) : element);
            }
        }
        return kept;
    }

    private static SequenceElement withoutPrivate(SequenceElement sequence) {
        List<SequenceElement.Item> items = new ArrayList<>();
        for (SequenceElement.Item item : sequence.items()) {
            items.add(new SequenceElement.Item(withoutPrivate(item.dataSet()), item.undefinedLength()));
        }
        return new SequenceElement(sequence.tag(), sequence.vr(), items, sequence.undefinedLength());
    }
}
