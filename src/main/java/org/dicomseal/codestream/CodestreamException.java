package org.dicomseal.codestream;

import java.io.IOException;

/** A codestream can't be decoded: it is broken, or uses what its decoder doesn't know. The message says what and where. */
public class CodestreamException extends IOException {

    private static final long serialVersionUID = 1L;

    public CodestreamException(String message) {
        super(message);
    }

    public CodestreamException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is wrong at a byte offset from the start of the codestream. */
    static CodestreamException at(long offset, String what) {
        return new CodestreamException(what + " (at byte " + offset + " of the codestream)");
    }
}
