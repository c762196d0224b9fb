package org.dicomseal.dicom;

import java.io.IOException;

/** What a parser reads from: small pieces through a buffer, large values in place or through a store. */
abstract class DicomInput {

    static final long UNKNOWN_END = Long.MAX_VALUE;

    private final byte[] buffer = new byte[8192];
    private int from;
    private int to;
    private long position;

    DicomInput(long position) {
        this.position = position;
    }

    /** The offset of the next byte. */
    final long position() {
        return position;
    }

    /** The offset at which the input ends, or {@link #UNKNOWN_END}. */
    abstract long end() throws IOException;

    /** Reads on from where the last call ended; -1 at the end. */
    protected abstract int fill(byte[] target, int offset, int length) throws IOException;

    /** The next {@code length} bytes as a value that isn't loaded now. */
    abstract Bulk leave(int tag, long length) throws IOException;

    /** Makes up to {@code count} bytes visible at {@link #peeked()}, from index {@link #peekedFrom()}; fewer only at the end. */
    final int peek(int count) throws IOException {
        if (to - from < count) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            while (to < count) {
                int got = fill(buffer, to, buffer.length - to);
                if (got <= 0) {
                    break;
                }
                to += got;
            }
        }
        return Math.min(count, to - from);
    }

    final byte[] peeked() {
        return buffer;
    }

    final int peekedFrom() {
        return from;
    }

    final boolean atEnd() throws IOException {
        return peek(1) == 0;
    }

    /** Steps over bytes that were peeked. */
    final void consume(int count) {
        from += count;
        position += count;
    }

    /** Reads up to {@code length} bytes, fewer only at the end. */
    final int read(byte[] target, int offset, int length) throws IOException {
        int done = Math.min(length, to - from);
        System.arraycopy(buffer, from, target, offset, done);
        from += done;
        while (done < length) {
            int got = fill(target, offset + done, length - done);
            if (got <= 0) {
                break;
            }
            done += got;
        }
        position += done;
        return done;
    }

    /** For inputs that can leave bytes where they are: forgets the buffer and goes on behind them. */
    protected final void jump(long count) {
        position += count;
        from = 0;
        to = 0;
    }
}
