package org.dicomseal.seal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The plainest RLE Lossless encoder (PS3.5 annex G): literal runs only. */
final class RunLengths {

    private RunLengths() {
    }

    /** A header of 64 bytes, then the most significant bytes of all pixels, then the less significant ones. */
    static byte[] encode(byte[] frame, int bytesPerPixel) {
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(bytesPerPixel);
        int pixels = frame.length / bytesPerPixel;
        for (int plane = bytesPerPixel - 1; plane >= 0; plane--) {
            header.putInt(64 + segments.size());
            for (int at = 0; at < pixels; at += 128) {
                int run = Math.min(128, pixels - at);
                segments.write(run - 1);
                for (int i = 0; i < run; i++) {
                    segments.write(frame[(at + i) * bytesPerPixel + plane]);
                }
            }
            if (segments.size() % 2 != 0) {
                segments.write(0x80);
            }
        }
        byte[] all = Arrays.copyOf(header.array(), 64 + segments.size());
        System.arraycopy(segments.toByteArray(), 0, all, 64, segments.size());
        return all;
    }
}
