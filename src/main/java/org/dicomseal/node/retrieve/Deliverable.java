package org.dicomseal.node.retrieve;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** An object ready to be sent: opened, judged by the archive's policies, not yet decoded. */
interface Deliverable extends Closeable {

    String sopClass();

    String sopInstance();

    /** Transfer syntaxes in which it can be written: the original's own first, then native ones. */
    List<String> syntaxes();

    /** Memory that writing takes, in bytes; 0 where it is next to nothing. */
    long workBytes();

    /**
     * Bytes that {@link #writeTo} is going to write, before any compression of the whole.
     *
     * @return -1 if that can't be told before
     */
    long length(String transferSyntax) throws IOException;

    /** Writes the data set, once. After an exception the receiver must throw away what it got. */
    void writeTo(OutputStream out, String transferSyntax) throws IOException;
}
