package org.dicomseal.node.retrieve;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.dicomseal.dimse.ObjectWriter;

/** Writes one object to its destination, and knows afterwards how much it was and how long it took without the network. */
final class UnsealingWriter implements ObjectWriter {

    /** Smaller objects are unsealed to their end before their first byte goes out. */
    private static final int HELD = 8 << 20;

    private final Deliverable deliverable;
    private final String syntax;
    private long bytes;
    private long nanos;

    UnsealingWriter(Deliverable deliverable, String syntax) {
        this.deliverable = deliverable;
        this.syntax = syntax;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        long begun = System.nanoTime();
        Network network = new Network(out);
        HeldOutput held = new HeldOutput(network, HELD);
        deliverable.writeTo(held, syntax);
        held.release();
        bytes = network.bytes;
        nanos = System.nanoTime() - begun - network.nanos;
    }

    /** Bytes of the whole object; 0 while it isn't written. */
    long bytes() {
        return bytes;
    }

    /** Time that unsealing took. */
    long nanos() {
        return nanos;
    }

    private static final class Network extends FilterOutputStream {
        private long bytes;
        private long nanos;

        Network(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            long begun = System.nanoTime();
            out.write(source, offset, length);
            nanos += System.nanoTime() - begun;
            bytes += length;
        }
    }
}
