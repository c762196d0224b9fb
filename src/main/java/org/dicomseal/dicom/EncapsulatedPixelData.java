package org.dicomseal.dicom;

/** Frames as codestreams in fragments (PS3.5 A.4). */
public final class EncapsulatedPixelData extends PixelData {

    private final FragmentsElement element;
    private final FrameIndex index;

    EncapsulatedPixelData(ImagePixel image, FragmentsElement element, FrameIndex index) {
        super(image);
        this.element = element;
        this.index = index;
    }

    /** The frame's fragments, joined; the padding byte at the end of a fragment is part of it. */
    @Override
    public Bulk frame(int number) throws DicomException {
        checkIndex(number);
        if (index.fault() != null) {
            throw DicomException.of(element.tag(), index.fault());
        }
        return JoinedBulk.of(element.fragments().subList(index.firstFragment(number), index.endFragment(number)));
    }

    /** False for a video stream, and where fragments can't be told apart: then only the whole can be had. */
    public boolean framesKnown() {
        return index.fault() == null;
    }

    /** All fragments after the offset table, as they are. */
    public FragmentsElement element() {
        return element;
    }
}
