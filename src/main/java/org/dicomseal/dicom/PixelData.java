package org.dicomseal.dicom;

import java.io.IOException;

/** Pixel data by frame: native frames in little endian order, or codestreams as they are. Read when asked for. */
public abstract sealed class PixelData permits NativePixelData, EncapsulatedPixelData {

    /**
     * @throws DicomException if there is none, if the Image Pixel module has a fault, if a native value is too short, or
     *                        if it can't be told which fragments make which frame
     */
    public static PixelData of(DataSet dataSet) throws IOException {
        throw new UnsupportedOperationException();
    }

    public abstract ImagePixel image();

    public abstract boolean encapsulated();

    /** @param index 0 to {@code image().frames() - 1} */
    public abstract Bulk frame(int index) throws IOException;
}
