package org.dicomseal.dicom;

import java.io.IOException;
import java.io.InputStream;

/** Uncompressed frames, one after the other without padding (PS3.5 8.1.1), seen in little endian order. */
public final class NativePixelData extends PixelData {

    private final Bulk all;

    NativePixelData(ImagePixel image, ValueElement value) throws DicomException {
        super(image);
        if (value.length() < image.nativeLength()) {
            throw DicomException.of(value.tag(), "holds " + value.length() + " bytes, the image needs " + image.nativeLength());
        }
        all = value.littleEndian();
    }

    /** {@link ImagePixel#frameLength()} bytes; a frame that begins inside a byte is moved to begin at bit 0. */
    @Override
    public Bulk frame(int index) {
        checkIndex(index);
        long bits = image().frameBits();
        long from = bits * index;
        long firstByte = from / 8;
        long lastByte = (from + bits + 7) / 8;
        Bulk bytes = all.slice(firstByte, lastByte - firstByte);
        return bits % 8 == 0 ? bytes : new ShiftedBulk(bytes, (int) (from % 8), bits);
    }

    /** The bytes after the one in which the last frame ends: none, the padding byte, or more. */
    public Bulk surplus() {
        long end = image().nativeLength();
        return all.slice(end, all.length() - end);
    }

    /** The bits of the last frame's last byte that no frame uses, in their place; 0 where frames end with a byte. */
    public int surplusBits() throws IOException {
        int used = (int) (image().frameBits() * image().frames() % 8);
        if (used == 0) {
            return 0;
        }
        try (InputStream last = all.slice(image().nativeLength() - 1, 1).open()) {
            return last.read() >> used << used;
        }
    }
}
