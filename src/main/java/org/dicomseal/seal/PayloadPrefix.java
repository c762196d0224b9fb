package org.dicomseal.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.dicomseal.keys.RecordReader;

/**
 * The start of a payload's plaintext, inside its first record. Numbers are big endian.
 * <pre>
 *  0  format version (1): 2
 *  1  flags (1): bit 0 = a second digest follows
 *  2  bytes of the manifest, deflated (4)
 *  6  bytes of the manifest, inflated (4)
 * 10  SHA-256 of the original's pixel data (32): native frames and what follows them in little endian order, or all fragments' bytes
 *     one after the other; zeros where there is no pixel data
 * 42  SHA-256 of the same with the watermark left in (32), if flagged
 * </pre>
 */
record PayloadPrefix(int manifestDeflated, int manifestInflated, byte[] digest, byte[] markedDigest) {

    static final int DIGEST_LENGTH = 32;
    static final int VERSION = 2;
    private static final int FIXED = 10;
    /** A manifest holds small elements alone; one that claims more than 1 GiB isn't one. */
    private static final int LARGEST_MANIFEST = 1 << 30;

    int length() {
        return FIXED + DIGEST_LENGTH * (markedDigest == null ? 1 : 2);
    }

    byte[] encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(length()).put((byte) VERSION).put((byte) (markedDigest == null ? 0 : 1))
                .putInt(manifestDeflated).putInt(manifestInflated).put(digest);
        if (markedDigest != null) {
            bytes.put(markedDigest);
        }
        return bytes.array();
    }

    static PayloadPrefix read(RecordReader in) throws IOException {
        PayloadInput input = new PayloadInput(in);
        int version = input.u8();
        if (version != VERSION) {
            throw PayloadInput.broken("format version " + version + ", known is " + VERSION);
        }
        int flags = input.u8();
        return new PayloadPrefix(input.length(LARGEST_MANIFEST), input.length(LARGEST_MANIFEST), input.bytes(DIGEST_LENGTH),
                (flags & 1) != 0 ? input.bytes(DIGEST_LENGTH) : null);
    }
}
