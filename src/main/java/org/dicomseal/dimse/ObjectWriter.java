package org.dicomseal.dimse;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one data set (no preamble, no group 2) in the transfer syntax of the presentation context that it is sent
 * on. If it throws, the association is aborted before the last PDV, so that no peer takes a part for the whole.
 */
@FunctionalInterface
public interface ObjectWriter {

    void writeTo(OutputStream out) throws IOException;

    /** A writer of bytes at hand. */
    static ObjectWriter of(byte[] bytes) {
        return out -> out.write(bytes);
    }
}
