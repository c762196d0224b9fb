package org.dicomseal.dicom;

/** Frames as codestreams in fragments. */
public final class EncapsulatedPixelData extends PixelData {

    @Override
    public ImagePixel image() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean encapsulated() {
        return true;
    }

    /** The frame's fragments, joined; the padding byte at the end of a fragment is part of it. */
    @Override
    public Bulk frame(int index) {
        throw new UnsupportedOperationException();
    }
}
