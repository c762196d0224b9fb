package org.dicomseal.dcm4che;

import java.util.EnumSet;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.service.DicomServiceException;
import org.dcm4che3.net.service.QueryRetrieveLevel2;
import org.dicomseal.dicom.Uids;

/** Reads the identifier of a C-MOVE or C-GET. Keys of higher levels may be left out, as relational retrieval allows. */
final class RetrieveKeys {

    private RetrieveKeys() {
    }

    /**
     * @param sopClass a retrieve class of the patient root or study root model
     * @throws DicomServiceException 0xA900 without a level, or without the level's unique key
     */
    static Selection of(String sopClass, Attributes keys) throws DicomServiceException {
        boolean patientRoot = sopClass.equals(Uids.PATIENT_ROOT_MOVE) || sopClass.equals(Uids.PATIENT_ROOT_GET);
        EnumSet<QueryRetrieveLevel2> levels = EnumSet.allOf(QueryRetrieveLevel2.class);
        if (!patientRoot) {
            levels.remove(QueryRetrieveLevel2.PATIENT);
        }
        QueryRetrieveLevel2 level = QueryRetrieveLevel2.validateRetrieveIdentifier(keys, levels, true);
        return new Selection(values(keys, Tag.PatientID, QueryRetrieveLevel2.PATIENT, level),
                values(keys, Tag.StudyInstanceUID, QueryRetrieveLevel2.STUDY, level),
                values(keys, Tag.SeriesInstanceUID, QueryRetrieveLevel2.SERIES, level),
                values(keys, Tag.SOPInstanceUID, QueryRetrieveLevel2.IMAGE, level));
    }

    /** Keys below the level play no part (PS3.4 C.4.2.1.4). */
    private static List<String> values(Attributes keys, int tag, QueryRetrieveLevel2 of, QueryRetrieveLevel2 level) {
        String[] values = of.compareTo(level) > 0 ? null : keys.getStrings(tag);
        return values == null ? List.of() : List.of(values);
    }
}
