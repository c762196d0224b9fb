package org.dicomseal.seal;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.dicomseal.keys.RecordReader;

/**
 * A value of known length in chunks of up to 256 KiB: method (1: 0 stored, 1 deflate), bytes that follow (4), those bytes. A chunk is
 * deflated (RFC 1951) only where that makes it smaller. Both ends know the length, so no end is written.
 */
final class Chunks {

    private static final int CHUNK = 256 * 1024;
    private static final int STORED = 0;
    private static final int DEFLATED = 1;

    private Chunks() {
    }

    /** Writes exactly {@code length} bytes of {@code from}; fewer are an IOException. */
    static void write(InputStream from, long length, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        byte[] plain = new byte[(int) Math.min(CHUNK, length)];
        byte[] packed = new byte[plain.length];
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            for (long left = length; left > 0; left -= plain.length) {
                int count = (int) Math.min(plain.length, left);
                if (from.readNBytes(plain, 0, count) < count) {
                    throw new IOException("a value of " + length + " bytes ends " + left + " bytes too early");
                }
                deflater.reset();
                deflater.setInput(plain, 0, count);
                deflater.finish();
                int size = deflater.deflate(packed, 0, count);
                boolean smaller = deflater.finished() && size < count;
                out.writeByte(smaller ? DEFLATED : STORED);
                out.writeInt(smaller ? size : count);
                out.write(smaller ? packed : plain, 0, smaller ? size : count);
            }
        } finally {
            deflater.end();
        }
    }

    /** Reads the next chunk of a value of which {@code left} bytes are still to come. */
    static byte[] read(RecordReader in, long left) throws IOException {
        PayloadInput input = new PayloadInput(in);
        byte[] plain = new byte[(int) Math.min(CHUNK, left)];
        int method = input.u8();
        int size = input.length(plain.length);
        if (method == STORED) {
            if (size != plain.length) {
                throw PayloadInput.broken("a stored chunk has " + size + " bytes, not " + plain.length);
            }
            in.readFully(plain, 0, size);
            return plain;
        }
        if (method != DEFLATED) {
            throw PayloadInput.broken("unknown chunk method " + method);
        }
        inflate(input.bytes(size), plain);
        return plain;
    }

    /** Inflates to exactly the bytes that {@code plain} holds. */
    static void inflate(byte[] packed, byte[] plain) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            int done = 0;
            while (done < plain.length) {
                int step = inflater.inflate(plain, done, plain.length - done);
                if (step == 0) {
                    throw PayloadInput.broken("a deflated part is too short");
                }
                done += step;
            }
        } catch (DataFormatException e) {
            throw PayloadInput.broken("a deflated part can't be inflated");
        } finally {
            inflater.end();
        }
    }

    /** Deflates in one go. */
    static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            // RFC 1951's worst case: five bytes for every stored block
            byte[] packed = new byte[plain.length + plain.length / 1000 + 64];
            int size = deflater.deflate(packed);
            return java.util.Arrays.copyOf(packed, size);
        } finally {
            deflater.end();
        }
    }
}
