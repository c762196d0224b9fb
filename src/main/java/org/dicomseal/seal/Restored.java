package org.dicomseal.seal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;

/** An archive's copy of a sealed object with everything back in its place. */
final class Restored {

    private final DataSet dataSet;
    private final List<Mismatch> mismatches;

    private Restored(DataSet dataSet, List<Mismatch> mismatches) {
        this.dataSet = dataSet;
        this.mismatches = mismatches;
    }

    /** @param values the streamed elements, in the order of the manifest */
    static Restored of(DataSet archived, PayloadHeader header, Manifest manifest, List<Element> values) throws IOException {
        DataSet dataSet = DataSets.deepCopy(archived);
        PrivateBlock.remove(dataSet, header);
        for (Edit edit : manifest.edits()) {
            DataSet place = DataSets.at(dataSet, edit.path());
            edit.absent().forEach(place::remove);
            edit.originals().forEach(place::put);
        }
        for (VrNote note : manifest.notes()) {
            note.applyTo(dataSet);
        }
        for (int i = 0; i < values.size(); i++) {
            DataSets.at(dataSet, manifest.values().get(i).path()).put(values.get(i));
        }
        return new Restored(dataSet, compare(dataSet, header, manifest.identity()));
    }

    private static List<Mismatch> compare(DataSet dataSet, PayloadHeader header, Manifest.Identity identity) {
        List<Mismatch> found = new ArrayList<>();
        compare(found, dataSet, Mismatch.Attribute.SOP_CLASS_UID, header.sopClassUid());
        compare(found, dataSet, Mismatch.Attribute.SOP_INSTANCE_UID, header.sopInstanceUid());
        compare(found, dataSet, Mismatch.Attribute.PATIENT_ID, identity.patientId());
        compare(found, dataSet, Mismatch.Attribute.STUDY_INSTANCE_UID, identity.studyInstanceUid());
        compare(found, dataSet, Mismatch.Attribute.SERIES_INSTANCE_UID, identity.seriesInstanceUid());
        return List.copyOf(found);
    }

    private static void compare(List<Mismatch> found, DataSet dataSet, Mismatch.Attribute attribute, String sealed) {
        String present = dataSet.string(tag(attribute), "");
        if (!present.equals(sealed)) {
            found.add(new Mismatch(attribute, sealed, present));
        }
    }

    private static int tag(Mismatch.Attribute attribute) {
        return switch (attribute) {
            case SOP_CLASS_UID -> Tag.SOP_CLASS_UID;
            case SOP_INSTANCE_UID -> Tag.SOP_INSTANCE_UID;
            case PATIENT_ID -> Tag.PATIENT_ID;
            case STUDY_INSTANCE_UID -> Tag.STUDY_INSTANCE_UID;
            case SERIES_INSTANCE_UID -> Tag.SERIES_INSTANCE_UID;
        };
    }

    DataSet dataSet() {
        return dataSet;
    }

    List<Mismatch> mismatches() {
        return mismatches;
    }

    void restoreIdentity() {
        for (Mismatch mismatch : mismatches) {
            VR vr = mismatch.attribute() == Mismatch.Attribute.PATIENT_ID ? VR.LO : VR.UI;
            dataSet.putString(tag(mismatch.attribute()), vr, mismatch.sealed());
        }
    }
}
