package org.dicomseal.node.retrieve;

import org.dicomseal.dicom.Tag;

/** Levels of the query/retrieve information models, with the key that is unique at each (PS3.4 section C.6). */
enum QueryLevel {

    PATIENT(Tag.PATIENT_ID),
    STUDY(Tag.STUDY_INSTANCE_UID),
    SERIES(Tag.SERIES_INSTANCE_UID),
    IMAGE(Tag.SOP_INSTANCE_UID);

    private final int uniqueKey;

    QueryLevel(int uniqueKey) {
        this.uniqueKey = uniqueKey;
    }

    int uniqueKey() {
        return uniqueKey;
    }
}
