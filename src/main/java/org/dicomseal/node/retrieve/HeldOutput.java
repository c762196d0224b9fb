package org.dicomseal.node.retrieve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Holds a small object back until it is whole. An object whose payload turns out to be broken then costs that object
 * alone, and not the association: the peer has seen nothing of it yet. A larger one streams.
 */
final class HeldOutput extends OutputStream {

    private final OutputStream out;
    private final int limit;
    private ByteArrayOutputStream held = new ByteArrayOutputStream();

    /** @param limit bytes to hold at most */
    HeldOutput(OutputStream out, int limit) {
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (held != null && held.size() + (long) length > limit) {
            release();
        }
        if (held == null) {
            out.write(bytes, offset, length);
        } else {
            held.write(bytes, offset, length);
        }
    }

    /** The object is whole, or too large to hold: lets go of what was held. */
    void release() throws IOException {
        if (held != null) {
            held.writeTo(out);
            held = null;
        }
    }
}
