package org.dicomseal.seal;

import java.io.IOException;
import java.util.Optional;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.PixelData;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.watermark.NotMarkedReason;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.trace.DisplayWindow;

/**
 * The frames of an image one by one, in the shape in which sealing codes and marks them, and the window that a viewer shows them in
 * first. Codestreams that prove to be lossless are decoded; of others there are no frames here. For whoever measures what sealing does.
 */
public final class NativeImage {

    private final DataSet dataSet;
    private final PixelData pixels;
    private final PlainFrames frames;

    private NativeImage(DataSet dataSet, PixelData pixels, PlainFrames frames) {
        this.dataSet = dataSet;
        this.pixels = pixels;
        this.frames = frames;
    }

    /**
     * What became of an image.
     *
     * @param image     empty if its frames never carry a mark
     * @param notMarked why, in words; else empty
     */
    public record Found(Optional<NativeImage> image, String notMarked) {
    }

    /**
     * Looks at an image.
     *
     * @param syntax in which it was read
     * @throws IOException if its pixels can't be read
     */
    public static Found of(DataSet original, TransferSyntax syntax) throws IOException {
        DataSet plain = original;
        if (original.get(Tag.PIXEL_DATA) instanceof FragmentsElement) {
            try {
                plain = NativeForm.of(original, syntax).losslessly(original);
            } catch (CodestreamException why) {
                return new Found(Optional.empty(), NotMarkedReason.CODESTREAM.text() + ": " + why.getMessage());
            }
        }
        PlainFrames.Found found = PlainFrames.of(plain);
        if (found.frames().isEmpty()) {
            return new Found(Optional.empty(), found.reason().text());
        }
        return new Found(Optional.of(new NativeImage(plain, PixelData.of(plain), found.frames().get())), "");
    }

    /** Number of frames. */
    public int frames() {
        return frames.plan().frames();
    }

    /** The native little-endian bytes of a frame. */
    public byte[] frame(int index) throws IOException {
        return pixels.frame(index).bytes();
    }

    /** The shape of a frame, as the codec sees it. */
    public FrameFormat format() {
        return frames.plan().format();
    }

    /** The shape of a frame, as the mark sees it. */
    public SampleLayout layout() {
        return frames.layout();
    }

    /** The window in stored values in which a viewer shows a frame first: the image's own, else from its least value to its greatest. */
    public DisplayWindow window(byte[] frame) throws IOException {
        Optional<DisplayWindow> own = DefaultWindow.of(dataSet);
        return own.isPresent() ? own.get() : DefaultWindow.ofValues(dataSet, layout(), frame);
    }

    /** The Image Pixel module. */
    public ImagePixel module() {
        return pixels.image();
    }

    /** The image with native pixels, to be sealed as such. */
    public DataSet dataSet() {
        return dataSet;
    }
}
