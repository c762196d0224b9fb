package org.dicomseal.dicom;

/** Uncompressed frames, one after the other. */
public final class NativePixelData extends PixelData {

    @Override
    public ImagePixel image() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean encapsulated() {
        return false;
    }

    @Override
    public Bulk frame(int index) {
        throw new UnsupportedOperationException();
    }

    /** What follows the last frame in little endian order: the padding byte, or more; for one-bit images the byte in which the last frame ends belongs to the frames. */
    public Bulk surplus() {
        throw new UnsupportedOperationException();
    }
}
