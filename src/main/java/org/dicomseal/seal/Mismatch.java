package org.dicomseal.seal;

/**
 * An identifier that the archive changed after sealing: coerced, merged, or swapped. The caller decides what follows, and audits it.
 * The text form names the attribute alone, since values identify patients.
 *
 * @param sealed  the value at sealing, empty if there was none
 * @param present the value that the object has now, empty if there is none
 */
public record Mismatch(Attribute attribute, String sealed, String present) {

    /** The identifiers that are compared. */
    public enum Attribute {
        SOP_CLASS_UID, SOP_INSTANCE_UID, PATIENT_ID, STUDY_INSTANCE_UID, SERIES_INSTANCE_UID
    }

    @Override
    public String toString() {
        return attribute + " differs from the value at sealing";
    }
}
