package org.dicomseal.node.retrieve;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import org.dicomseal.dimse.ObjectWriter;

/**
 * A fetched object before its turn to be sent: opened, and where there was memory to spare unsealed too, in the transfer syntax that its
 * destination is going to want. Both are done while objects before it are sent. What goes wrong is kept, and is thrown at its turn.
 */
final class Prepared implements Closeable {

    /** Larger objects are unsealed while they are sent. */
    private static final long MOST_BYTES = 4 << 20;

    private final ObjectOpener opener;
    private final FetchedObject object;
    private final SpareMemory memory;
    private Deliverable opened;
    private boolean written;
    private Exception problem;
    private String syntax;
    private ByteArrayOutputStream bytes;
    private long taken;
    private long nanos;

    private Prepared(ObjectOpener opener, FetchedObject object, SpareMemory memory) {
        this.opener = opener;
        this.object = object;
        this.memory = memory;
    }

    /** Prepares an object, on any thread. */
    static Prepared of(FetchedObject object, ObjectOpener opener, Destination destination, SpareMemory memory) {
        Prepared prepared = new Prepared(opener, object, memory);
        try {
            prepared.opened = opener.open(object);
            prepared.unsealAhead(destination);
        } catch (IOException | RuntimeException e) {
            prepared.problem = e;
        }
        return prepared;
    }

    private void unsealAhead(Destination destination) throws IOException {
        String likely = destination.likelySyntax(opened.sopClass(), opened.syntaxes()).orElse(null);
        long length = likely == null ? -1 : opened.length(likely);
        if (length < 0 || length > MOST_BYTES || opened.workBytes() >= Sending.SMALL_WORK || !memory.take(length + opened.workBytes())) {
            return;
        }
        taken = length + opened.workBytes();
        ByteArrayOutputStream whole = new ByteArrayOutputStream((int) length);
        long begun = System.nanoTime();
        written = true;
        opened.writeTo(whole, likely);
        nanos = System.nanoTime() - begun;
        syntax = likely;
        bytes = whole;
    }

    FetchedObject object() {
        return object;
    }

    /** The object, to be written once: opened anew where it was written before. */
    Deliverable deliverable() throws IOException {
        throwProblem();
        if (written) {
            closeOpened();
            opened = opener.open(object);
        }
        written = true;
        return opened;
    }

    /** What it is, whether it was written or not; not to be written. */
    Deliverable description() throws IOException {
        throwProblem();
        if (opened == null) {
            opened = opener.open(object);
            written = false;
        }
        return opened;
    }

    private void throwProblem() throws IOException {
        if (problem instanceof IOException e) {
            throw e;
        }
        if (problem instanceof RuntimeException e) {
            throw e;
        }
    }

    /** Whether it is there whole in this transfer syntax. */
    boolean isUnsealedIn(String wanted) {
        return bytes != null && wanted.equals(syntax);
    }

    /** Writes what is there whole. */
    ObjectWriter whole() {
        return bytes::writeTo;
    }

    /** Bytes of the whole object. */
    long length() {
        return bytes.size();
    }

    /** How long unsealing took. */
    long nanos() {
        return nanos;
    }

    private void closeOpened() throws IOException {
        if (opened != null) {
            Deliverable closing = opened;
            opened = null;
            closing.close();
        }
    }

    /** Lets go of what was opened; the fetched object stays. */
    @Override
    public void close() throws IOException {
        bytes = null;
        memory.giveBack(taken);
        taken = 0;
        closeOpened();
    }
}
