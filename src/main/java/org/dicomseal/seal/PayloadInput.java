package org.dicomseal.seal;

import java.io.IOException;
import org.dicomseal.keys.RecordReader;

/** Reads numbers and counted bytes out of a payload. What it reads is authenticated, and checked all the same. */
final class PayloadInput {

    private final RecordReader in;

    PayloadInput(RecordReader in) {
        this.in = in;
    }

    int u8() throws IOException {
        return bytes(1)[0] & 0xFF;
    }

    /** A 32-bit length, refused when it is over {@code most}. */
    int length(long most) throws IOException {
        byte[] four = bytes(4);
        long length = (four[0] & 0xFFL) << 24 | (four[1] & 0xFF) << 16 | (four[2] & 0xFF) << 8 | four[3] & 0xFF;
        if (length > most) {
            throw broken("a length of " + length + " bytes where at most " + most + " are possible");
        }
        return (int) length;
    }

    /** Exactly so many bytes; the caller has bounded the count. */
    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes, 0, count);
        return bytes;
    }

    /** An authentic payload that makes no sense: written by another version, or by a faulty one. */
    static IOException broken(String what) {
        return new IOException("the sealed payload is broken: " + what);
    }
}
