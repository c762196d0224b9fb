package org.dicomseal.watermark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dicomseal.codestream.CodestreamDecoder;
import org.dicomseal.codestream.CodestreamDecoders;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.codestream.DecodedFrame;
import org.dicomseal.codestream.EncodedFormat;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.PixelData;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.Values;

/** The frames of the real files beside the project, where there are any: native ones, and those of codestreams without loss. */
public final class RealImages {

    public static final Path DATA = Path.of("../shared/data");

    private static final int FRAMES_OF_AN_OBJECT = 3;
    private static final Set<String> LABELS_AND_QUANTITIES = Set.of(Uids.SEGMENTATION_STORAGE, Uids.LABEL_MAP_SEGMENTATION_STORAGE,
            Uids.RT_DOSE_STORAGE, Uids.PARAMETRIC_MAP_STORAGE);

    private RealImages() {
    }

    /** One frame. */
    public record Image(String name, SampleLayout layout, byte[] frame, double windowLow, double windowHigh) {
    }

    /** Is shown every frame. */
    public interface Visitor {
        void visit(Image image) throws Exception;
    }

    public static boolean present() {
        return Files.isDirectory(DATA.resolve("dicom"));
    }

    /**
     * Visits up to three frames of objects that may be marked at all.
     *
     * @param everyNth of a series, whose images are much alike
     */
    public static void forEach(int everyNth, Visitor visitor) throws Exception {
        for (String folder : List.of("dicom", "series")) {
            try (Stream<Path> files = Files.walk(DATA.resolve(folder))) {
                List<Path> sorted = files.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
                for (int i = 0; i < sorted.size(); i += folder.equals("series") ? everyNth : 1) {
                    visit(sorted.get(i), visitor);
                }
            }
        }
    }

    private static void visit(Path path, Visitor visitor) throws Exception {
        try (DicomFile file = DicomFile.open(path)) {
            DataSet set = file.dataSet();
            if (!set.contains(Tag.PIXEL_DATA) || LABELS_AND_QUANTITIES.contains(set.string(Tag.SOP_CLASS_UID, ""))) {
                return;
            }
            PixelData pixels = PixelData.of(set);
            int frames = pixels.image().frames();
            for (int index = 0; index < Math.min(frames, FRAMES_OF_AN_OBJECT); index++) {
                Optional<Image> image = image(path, file, pixels, index * (frames - 1) / Math.max(1, Math.min(frames, FRAMES_OF_AN_OBJECT) - 1));
                if (image.isPresent()) {
                    visitor.visit(image.get());
                }
            }
        } catch (IOException brokenOnPurpose) {
            // other tests say which files can be read
        }
    }

    private static Optional<Image> image(Path path, DicomFile file, PixelData pixels, int index) throws IOException {
        ImagePixel pixel = pixels.image();
        byte[] frame = pixels.frame(index).bytes();
        String photometric = pixel.photometric();
        boolean planar = pixel.planarConfiguration() == 1;
        if (file.dataSet().get(Tag.PIXEL_DATA) instanceof FragmentsElement) {
            Optional<CodestreamDecoder> decoder = CodestreamDecoders.forSyntax(file.syntax().uid());
            if (decoder.isEmpty()) {
                return Optional.empty();
            }
            try {
                DecodedFrame decoded = decoder.get().decode(frame, new EncodedFormat(pixel.rows(), pixel.columns(), pixel.samplesPerPixel(),
                        pixel.bitsAllocated(), pixel.bitsStored(), pixel.highBit(), pixel.signed(), pixel.planarConfiguration(), photometric));
                if (!decoded.lossless()) {
                    return Optional.empty();
                }
                frame = decoded.bytes();
                photometric = decoded.format().photometric();
                planar = decoded.format().planarConfiguration() == 1;
            } catch (CodestreamException | IllegalArgumentException undecodable) {
                return Optional.empty();
            }
        }
        SampleLayout layout = new SampleLayout(pixel.rows(), pixel.columns(), pixel.samplesPerPixel(), pixel.bitsAllocated(),
                pixel.bitsStored(), pixel.highBit(), pixel.signed(), planar, meaning(pixel, photometric), padding(file.dataSet(), pixel.signed()));
        double[] window = window(file.dataSet());
        return Optional.of(new Image(RealImages.DATA.relativize(path) + (pixel.frames() > 1 ? "#" + index : ""), layout, frame, window[0], window[1]));
    }

    private static SampleMeaning meaning(ImagePixel pixel, String photometric) {
        if (photometric.startsWith("PALETTE")) {
            return SampleMeaning.INDEX;
        }
        if (pixel.samplesPerPixel() == 1) {
            return SampleMeaning.GREY;
        }
        if (pixel.subsampled() || pixel.samplesPerPixel() != 3) {
            return SampleMeaning.OTHER;
        }
        return photometric.equals("RGB") ? SampleMeaning.RGB : photometric.startsWith("YBR") ? SampleMeaning.LUMA_CHROMA : SampleMeaning.OTHER;
    }

    private static SampleLayout.Padding padding(DataSet set, boolean signed) throws IOException {
        long[] value = Values.integers(set.get(Tag.PIXEL_PADDING_VALUE), signed ? VR.SS : VR.US);
        return value.length == 0 ? SampleLayout.Padding.NONE : new SampleLayout.Padding((int) value[0], (int) value[0]);
    }

    /** Black and white in stored values by the first window of the data set, or NaN. */
    private static double[] window(DataSet set) {
        try {
            double centre = first(set, 0x00281050);
            double width = first(set, 0x00281051);
            double slope = first(set, 0x00281053);
            double intercept = first(set, 0x00281052);
            slope = Double.isNaN(slope) || slope == 0 ? 1 : slope;
            intercept = Double.isNaN(intercept) ? 0 : intercept;
            return new double[] {(centre - 0.5 - (width - 1) / 2 - intercept) / slope, (centre - 0.5 + (width - 1) / 2 - intercept) / slope};
        } catch (IOException | NumberFormatException noWindow) {
            return new double[] {Double.NaN, Double.NaN};
        }
    }

    private static double first(DataSet set, int tag) throws IOException {
        String text = set.string(tag, "").split("\\\\")[0].strip();
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    /** The samples of a frame as numbers, pixel after pixel. */
    public static float[] values(SampleLayout layout, byte[] frame) {
        float[] values = new float[frame.length * 8 / layout.bitsAllocated()];
        for (int i = 0; i < values.length; i++) {
            int word = layout.bitsAllocated() == 16 ? frame[2 * i] & 0xff | (frame[2 * i + 1] & 0xff) << 8 : frame[i] & 0xff;
            int stored = word >>> layout.highBit() + 1 - layout.bitsStored() & layout.peak();
            values[i] = layout.signed() && stored > layout.peak() / 2 ? stored - layout.peak() - 1 : stored;
        }
        return values;
    }
}
