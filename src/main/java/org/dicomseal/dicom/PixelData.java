package org.dicomseal.dicom;

import java.io.IOException;

/** Pixel data by frame: native frames in little endian order, or codestreams as they are. Read when asked for. */
public abstract sealed class PixelData permits NativePixelData, EncapsulatedPixelData {

    private final ImagePixel image;

    PixelData(ImagePixel image) {
        this.image = image;
    }

    /**
     * @throws DicomException if there is none, if the Image Pixel module has a fault, or if a native value is too short
     */
    public static PixelData of(DataSet dataSet) throws IOException {
        ImagePixel image = ImagePixel.of(dataSet);
        Element element = dataSet.get(image.kind().tag());
        if (element instanceof ValueElement value) {
            return new NativePixelData(image, value);
        }
        if (element instanceof FragmentsElement fragments) {
            return new EncapsulatedPixelData(image, fragments, FrameIndex.of(dataSet, fragments, image.frames()));
        }
        throw DicomException.of(element.tag(), "pixel data is a sequence");
    }

    public final ImagePixel image() {
        return image;
    }

    /**
     * One frame.
     *
     * @param index 0 to {@code image().frames() - 1}
     * @throws DicomException if it can't be told where in the fragments the frame is
     */
    public abstract Bulk frame(int index) throws IOException;

    final void checkIndex(int index) {
        if (index < 0 || index >= image.frames()) {
            throw new IndexOutOfBoundsException("frame " + index + " of " + image.frames());
        }
    }
}
