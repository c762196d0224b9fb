package org.dicomseal.seal;

import java.io.IOException;
import java.util.Set;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.codec.Photometric;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.Values;
import org.dicomseal.watermark.NotMarkedReason;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.SampleMeaning;

/** What the watermark has to know of an image, and which images are never marked. */
final class Marking {

    /** Values are labels, not amounts of light. */
    private static final Set<String> LABELS = Set.of(Uids.SEGMENTATION_STORAGE, Uids.LABEL_MAP_SEGMENTATION_STORAGE,
            "1.2.840.10008.5.1.4.1.1.66.5");
    /** Values are read by machines as quantities. */
    private static final Set<String> QUANTITIES = Set.of(Uids.RT_DOSE_STORAGE, Uids.PARAMETRIC_MAP_STORAGE);

    private Marking() {
    }

    /** What of the layout is not in the frame format. */
    record Parameters(SampleMeaning meaning, SampleLayout.Padding padding) {

        static Parameters of(DataSet image, ImagePixel pixel, FrameFormat format) {
            return new Parameters(meaningOf(format), paddingOf(image, pixel.signed()));
        }
    }

    /** Whether what an image is says alone that it is never marked. */
    static boolean isNeverMarked(DataSet image) throws IOException {
        String sopClass = image.string(Tag.SOP_CLASS_UID, "");
        return LABELS.contains(sopClass) || QUANTITIES.contains(sopClass) || image.intValue(Tag.BITS_ALLOCATED, 0) == 1
                || image.string(Tag.PHOTOMETRIC_INTERPRETATION, "").equals("PALETTE COLOR");
    }

    /** Why no frame of this image may be marked, or null if the frames themselves decide. */
    static NotMarkedReason neverMarked(String sopClassUid, FramePlan plan, ImagePixel image) {
        if (plan.format().bitsAllocated() == 1) {
            return NotMarkedReason.ONE_BIT;
        }
        if (LABELS.contains(sopClassUid) || plan.format().photometric() == Photometric.PALETTE) {
            return NotMarkedReason.LABELS;
        }
        if (QUANTITIES.contains(sopClassUid)) {
            return NotMarkedReason.QUANTITIES;
        }
        boolean wholeFrames = plan.piecesAreFrames() && plan.frames() == image.frames();
        return wholeFrames && plan.format().bitsAllocated() <= 16 ? null : NotMarkedReason.UNSUPPORTED_PIXELS;
    }

    static SampleLayout layout(FrameFormat format, Parameters parameters) {
        return new SampleLayout(format.rows(), format.columns(), format.samplesPerPixel(), format.bitsAllocated(),
                format.bitsStored(), format.highBit(), format.signed(), format.planar(), parameters.meaning(), parameters.padding());
    }

    private static SampleMeaning meaningOf(FrameFormat format) {
        return switch (format.photometric()) {
            case GREY -> SampleMeaning.GREY;
            case PALETTE -> SampleMeaning.INDEX;
            case RGB -> SampleMeaning.RGB;
            case YBR_FULL -> SampleMeaning.LUMA_CHROMA;
            case YBR_422, OTHER -> SampleMeaning.OTHER;
        };
    }

    private static SampleLayout.Padding paddingOf(DataSet image, boolean signed) {
        try {
            VR vr = signed ? VR.SS : VR.US;
            long[] value = Values.integers(image.get(Tag.PIXEL_PADDING_VALUE), vr);
            long[] limit = Values.integers(image.get(Tag.PIXEL_PADDING_RANGE_LIMIT), vr);
            if (value.length == 0) {
                return SampleLayout.Padding.NONE;
            }
            long other = limit.length == 0 ? value[0] : limit[0];
            return new SampleLayout.Padding((int) Math.min(value[0], other), (int) Math.max(value[0], other));
        } catch (IOException oddValue) {
            // a padding value that can't be read can't be kept out of the mark's way; the mark is removed exactly all the same
            return SampleLayout.Padding.NONE;
        }
    }
}
