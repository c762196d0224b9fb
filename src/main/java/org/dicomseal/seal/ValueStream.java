package org.dicomseal.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** The bytes of a value that comes in pieces. The last piece is handed over only after a check at the end has passed. */
final class ValueStream extends InputStream {

    /** Gives the pieces of a value. */
    @FunctionalInterface
    interface Pieces {
        /** The next piece, not empty, or null after the last. */
        byte[] next() throws IOException;
    }

    /** Throws if the value turns out to be wrong. */
    @FunctionalInterface
    interface Check {
        void atEnd() throws IOException;
    }

    private final Pieces pieces;
    private final Check check;
    private byte[] current = new byte[0];
    private byte[] following;
    private int at;
    private boolean started;

    ValueStream(Pieces pieces, Check check) {
        this.pieces = pieces;
        this.check = check;
    }

    @Override
    public int read() throws IOException {
        return fill() ? current[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, to.length);
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int step = Math.min(count, current.length - at);
        System.arraycopy(current, at, to, offset, step);
        at += step;
        return step;
    }

    /** As it stands in {@link InputStream}, without copying the pieces. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        long count = 0;
        while (fill()) {
            out.write(current, at, current.length - at);
            count += current.length - at;
            at = current.length;
        }
        return count;
    }

    private boolean fill() throws IOException {
        if (at < current.length) {
            return true;
        }
        if (!started) {
            started = true;
            following = pieces.next();
            if (following == null) {
                check.atEnd();
            }
        }
        if (following == null) {
            return false;
        }
        byte[] due = following;
        following = pieces.next();
        if (following == null) {
            check.atEnd();
        }
        current = due;
        at = 0;
        return true;
    }
}
