package org.dicomseal.dicom;

import java.io.IOException;

/** The bytes or the data set are not what the standard demands; the message says what, and where. It never quotes a value. */
public final class DicomException extends IOException {

    public DicomException(String message) {
        super(message);
    }

    public DicomException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param offset byte offset of the fault in the input (for a deflated data set: after inflating) */
    public static DicomException at(int tag, long offset, String what) {
        return new DicomException(Tag.toString(tag) + " at offset " + offset + ": " + what);
    }

    public static DicomException of(int tag, String what) {
        return new DicomException(Tag.toString(tag) + ": " + what);
    }
}
