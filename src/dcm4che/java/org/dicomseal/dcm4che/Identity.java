package org.dicomseal.dcm4che;

import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;

/** By what an object is found. Absent values are empty. The text form leaves the patient out. */
public record Identity(String sopClass, String sopInstance, String patientId, String study, String series) {

    public static Identity of(DataSet dataSet) {
        return new Identity(dataSet.string(Tag.SOP_CLASS_UID, ""), dataSet.string(Tag.SOP_INSTANCE_UID, ""),
                dataSet.string(Tag.PATIENT_ID, ""), dataSet.string(Tag.STUDY_INSTANCE_UID, ""),
                dataSet.string(Tag.SERIES_INSTANCE_UID, ""));
    }

    @Override
    public String toString() {
        return sopInstance;
    }
}
