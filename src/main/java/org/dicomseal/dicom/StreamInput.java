package org.dicomseal.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Reads a stream once; large values go to a store. */
final class StreamInput extends DicomInput {

    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private final BulkStore store;

    StreamInput(InputStream in, BulkStore store) {
        super(0);
        this.in = in;
        this.store = store;
    }

    /** Reads what a raw deflate stream (RFC 1951, PS3.5 A.5) inflates to; offsets count inflated bytes. */
    static StreamInput inflating(InputStream deflated, BulkStore store) {
        return new StreamInput(new InflaterInputStream(deflated, new Inflater(true), CHUNK), store);
    }

    /** All bytes from the next one on, buffered ones included, as a stream. */
    InputStream rest() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int got = StreamInput.this.read(target, offset, length);
                return got == 0 && length > 0 ? -1 : got;
            }
        };
    }

    @Override
    long end() {
        return UNKNOWN_END;
    }

    @Override
    protected int fill(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (ZipException | EOFException e) {
            throw new DicomException("the stream breaks off or is no deflate stream, after offset " + position(), e);
        }
    }

    @Override
    Bulk leave(int tag, long length) throws IOException {
        long start = position();
        byte[] chunk = new byte[CHUNK];
        try (BulkStore.BulkSink sink = store.create()) {
            for (long left = length; left > 0;) {
                int got = read(chunk, 0, (int) Math.min(chunk.length, left));
                if (got == 0) {
                    throw DicomException.at(tag, start, "declares " + length + " bytes, the input ends " + left + " early");
                }
                sink.write(chunk, 0, got);
                left -= got;
            }
            return sink.finish();
        }
    }
}
