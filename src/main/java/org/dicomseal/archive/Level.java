package org.dicomseal.archive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dicom.Tag;

/** The levels of the Query/Retrieve information models, each with its unique key (PS3.4 C.6). */
enum Level {
    PATIENT(Tag.PATIENT_ID), STUDY(Tag.STUDY_INSTANCE_UID), SERIES(Tag.SERIES_INSTANCE_UID), IMAGE(Tag.SOP_INSTANCE_UID);

    private final int uniqueKey;

    Level(int uniqueKey) {
        this.uniqueKey = uniqueKey;
    }

    int uniqueKey() {
        return uniqueKey;
    }

    /** The level's value in (0008,0052). */
    static Optional<Level> named(String value) {
        return Arrays.stream(values()).filter(level -> level.name().equals(value)).findFirst();
    }

    /** From the top to this one. */
    List<Level> path() {
        return Arrays.asList(values()).subList(0, ordinal() + 1);
    }
}
