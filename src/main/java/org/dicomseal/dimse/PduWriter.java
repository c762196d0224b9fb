package org.dicomseal.dimse;

import java.io.IOException;
import java.io.OutputStream;
import org.dicomseal.dimse.pdu.Pdu;

/**
 * Forms P-DATA-TF PDUs (PS3.8 section 9.3.5 and annex E). PDUs are written whole and as many as fit in one write
 * call, so that neither Nagle's algorithm nor small segments slow a peer down.
 */
final class PduWriter {

    private static final int BUFFER = 64 * 1024;
    private static final int PDV_HEADER = 6;
    private static final int OVERHEAD = Pdu.HEADER_LENGTH + PDV_HEADER;
    private static final int COMMAND_ROOM = 1024;

    private final Transport transport;
    private final int fragment;
    private final byte[] buffer;
    private int filled;
    private boolean written;

    /** @param maxPdu the most bytes in a PDU's variable field; at least 8 */
    PduWriter(Transport transport, int maxPdu) {
        this.transport = transport;
        this.fragment = (maxPdu - PDV_HEADER) & ~1;
        this.buffer = new byte[Math.max(BUFFER, OVERHEAD + fragment + COMMAND_ROOM)];
    }

    /** Starts a message, and forgets what a failed one has left. */
    void begin() {
        filled = 0;
        written = false;
    }

    /** Whether the peer may have seen something of the message. */
    boolean hasWritten() {
        return written;
    }

    /** Writes a command set; it waits in the buffer if a data set follows. */
    void command(int contextId, byte[] command, boolean dataSetFollows) throws IOException {
        for (int start = 0; start < command.length; start += fragment) {
            int count = Math.min(fragment, command.length - start);
            boolean last = start + count == command.length;
            makeRoom(count);
            System.arraycopy(command, start, buffer, filled + OVERHEAD, count);
            finish(contextId, count, 1 | (last ? 2 : 0));
        }
        if (!dataSetFollows) {
            flush();
        }
    }

    /** A stream for the data set. Closing it sends the last PDV; without that the peer knows that it isn't whole. */
    OutputStream dataSet(int contextId) throws IOException {
        return new DataSetOutput(contextId);
    }

    private void makeRoom(int count) throws IOException {
        if (filled + OVERHEAD + count > buffer.length) {
            flush();
        }
    }

    private void finish(int contextId, int count, int flags) {
        int at = filled;
        buffer[at] = Pdu.P_DATA_TF;
        buffer[at + 1] = 0;
        u32(at + 2, PDV_HEADER + count);
        u32(at + 6, 2 + count);
        buffer[at + 10] = (byte) contextId;
        buffer[at + 11] = (byte) flags;
        filled += OVERHEAD + count;
    }

    private void u32(int at, int value) {
        buffer[at] = (byte) (value >>> 24);
        buffer[at + 1] = (byte) (value >>> 16);
        buffer[at + 2] = (byte) (value >>> 8);
        buffer[at + 3] = (byte) value;
    }

    private void flush() throws IOException {
        if (filled > 0) {
            int count = filled;
            filled = 0;
            written = true;
            transport.write(buffer, 0, count);
        }
    }

    /** Fills PDUs; a full one goes out only when more follows, since it might be the last. */
    private final class DataSetOutput extends OutputStream {

        private final int contextId;
        private int count;
        private boolean closed;

        DataSetOutput(int contextId) throws IOException {
            this.contextId = contextId;
            makeRoom(fragment);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("the data set has ended");
            }
            int from = offset;
            int left = length;
            while (left > 0) {
                if (count == fragment) {
                    finish(contextId, count, 0);
                    count = 0;
                    makeRoom(fragment);
                }
                int taken = Math.min(left, fragment - count);
                System.arraycopy(bytes, from, buffer, filled + OVERHEAD + count, taken);
                count += taken;
                from += taken;
                left -= taken;
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                finish(contextId, count, 2);
                PduWriter.this.flush();
            }
        }
    }
}
