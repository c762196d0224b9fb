package org.dicomseal.seal;

import java.time.Instant;
import org.dicomseal.keys.KeyId;

/**
 * What the payload says of the object at the moment of sealing. Absent values are empty.
 *
 * @param patientId bytes read as ISO 8859-1, without padding, whatever the character set
 */
public record Origin(KeyId keyId, Instant sealedAt, String transferSyntaxUid, String sopClassUid, String sopInstanceUid,
                     String patientId, String studyInstanceUid, String seriesInstanceUid) {

    /** Without the Patient ID. */
    @Override
    public String toString() {
        return "Origin[" + sopInstanceUid + ", key " + keyId + ", " + sealedAt + "]";
    }
}
