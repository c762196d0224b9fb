package org.dicomseal.seal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.watermark.NotMarkedReason;

/**
 * The original's pixel data and Image Pixel module, as far as sealing has to know them. A module that is missing or contradicts itself is
 * no fault here: such pixel data is sealed as plain bytes.
 */
final class OriginalPixels {

    /** A carrier may be this much larger than it needs to be for the sake of the number of frames. */
    private static final long LARGEST_WASTE = 1 << 20;

    private static final int UNREADABLE = -1;

    private final Element element;
    private final long length;
    private final ImagePixel image;
    private final Optional<FramePlan> plan;
    private final int carrierBits;
    private final int representation;
    private final int frames;
    private final int columns;

    private OriginalPixels(DataSet original, Element element, ImagePixel image) {
        this.element = element;
        this.length = length(element);
        this.image = image;
        this.plan = image != null && element instanceof ValueElement ? FramePlan.of(image, length) : Optional.empty();
        int bits = number(original, Tag.BITS_ALLOCATED, 16);
        this.carrierBits = bits == 1 || bits == 8 ? bits : 16;
        this.representation = number(original, Tag.PIXEL_REPRESENTATION, -1);
        int declared = number(original, Tag.NUMBER_OF_FRAMES, 1);
        this.frames = declared >= 1 && declared <= Math.max(LARGEST_WASTE, 2 * length) / 2 ? declared : 0;
        this.columns = number(original, Tag.COLUMNS, 512);
    }

    static OriginalPixels of(DataSet original) {
        Element element = null;
        for (int tag : new int[] {Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA}) {
            element = element == null ? original.get(tag) : element;
        }
        return new OriginalPixels(original, element, imageOrNull(original));
    }

    private static ImagePixel imageOrNull(DataSet original) {
        try {
            return ImagePixel.of(original);
        } catch (IOException faultyModule) {
            return null;
        }
    }

    private static long length(Element element) {
        if (element instanceof FragmentsElement fragments) {
            return fragments.fragments().stream().mapToLong(Bulk::length).sum();
        }
        return element instanceof ValueElement value ? value.length() : 0;
    }

    private static int number(DataSet dataSet, int tag, int otherwise) {
        try {
            return dataSet.intValue(tag, otherwise);
        } catch (IOException | ArithmeticException unreadable) {
            return UNREADABLE;
        }
    }

    /** Bytes of the pixel data, as it came. */
    long length() {
        return length;
    }

    /** The module; only there where there is a plan. */
    ImagePixel image() {
        return image;
    }

    /** How native frames are cut for the codec; empty where the pixel data is sealed as it is. */
    Optional<FramePlan> plan() {
        return plan;
    }

    NotMarkedReason notMarkedWithoutPlan() {
        return element instanceof FragmentsElement ? NotMarkedReason.CODESTREAM : NotMarkedReason.UNSUPPORTED_PIXELS;
    }

    HidingRules rules() {
        return new ImageRules(carrierBits, representation == 1, frames == 0);
    }

    StreamedValue.Content content(ValueElement pixels) {
        return plan.isPresent() && pixels.tag() == element.tag()
                ? new StreamedValue.Frames(plan.get(), pixels.length() - plan.get().length())
                : new StreamedValue.Bytes(pixels.length());
    }

    /** What unsealing takes away: what sealing, or an archive looking at the carrier, puts in and the original doesn't have. */
    List<Integer> absent(DataSet original) {
        Set<Integer> added = new TreeSet<>(ImageRules.IMAGE_PIXEL);
        added.addAll(ImageRules.MADE_FROM_PIXELS);
        added.addAll(SealedOverlay.TAGS);
        added.add(Tag.PIXEL_REPRESENTATION);
        added.add(Tag.PIXEL_DATA);
        added.removeIf(original::contains);
        return new ArrayList<>(added);
    }

    CarrierShape carrier(long headerLength, long plaintextLength) throws SealRefusedException {
        return CarrierShape.of(headerLength, plaintextLength, Math.max(1, frames), carrierBits, columns);
    }

    void putCarrier(DataSet sealed, CarrierShape shape, CarrierBulk payload) throws DicomException {
        if (payload.length() != shape.length()) {
            throw DicomException.of(Tag.PIXEL_DATA, "a carrier of " + payload.length() + " bytes in a shape of " + shape.length());
        }
        sealed.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1);
        sealed.putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME2");
        sealed.putInts(Tag.ROWS, VR.US, shape.rows());
        sealed.putInts(Tag.COLUMNS, VR.US, shape.columns());
        sealed.putInts(Tag.BITS_ALLOCATED, VR.US, carrierBits);
        sealed.putInts(Tag.BITS_STORED, VR.US, carrierBits);
        sealed.putInts(Tag.HIGH_BIT, VR.US, carrierBits - 1);
        if (representation < 0) {
            sealed.putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0);
        }
        sealed.put(new ValueElement(Tag.PIXEL_DATA, carrierBits == 16 ? VR.OW : VR.OB, payload));
    }
}
