package org.dicomseal.seal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a payload says before the values that follow it.
 *
 * @param identity Patient ID, Study and Series Instance UID at sealing, empty where absent
 * @param values   in the order in which their bytes follow
 * @param notes    VRs that Implicit VR loses
 * @param pixels   index of the top level's pixel data among the values, or -1
 * @param marking  how the watermark was put in, if any frame carries one
 */
record Manifest(Instant sealedAt, String transferSyntaxUid, Identity identity, List<Edit> edits, List<VrNote> notes,
                List<StreamedValue> values, int pixels, Optional<Marking.Parameters> marking) {

    /** Identifiers that archives change. */
    record Identity(String patientId, String studyInstanceUid, String seriesInstanceUid) {
    }
}
