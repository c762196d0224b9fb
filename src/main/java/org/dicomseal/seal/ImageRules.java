package org.dicomseal.seal;

import java.util.Set;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;

/**
 * Rules for images: whatever shows the image or its grey values, or would make a viewer show the carrier as something that it isn't,
 * at any depth, functional groups included; at the top level the Image Pixel module too.
 *
 * @param carrierBits bits of a carrier pixel: 1, 8 or 16
 * @param signed      Pixel Representation of the carrier
 * @param oneFrame    the original's Number of Frames makes no sense, and the carrier has one frame
 */
record ImageRules(int carrierBits, boolean signed, boolean oneFrame) implements HidingRules {

    /** Attributes of PS3.3 C.7.6.3 that describe the original's pixel data and are replaced by the carrier's. */
    static final Set<Integer> IMAGE_PIXEL = Set.of(Tag.SAMPLES_PER_PIXEL, 0x00280003, Tag.PHOTOMETRIC_INTERPRETATION,
            Tag.PLANAR_CONFIGURATION, Tag.ROWS, Tag.COLUMNS, Tag.BITS_ALLOCATED, Tag.BITS_STORED, Tag.HIGH_BIT);

    /** What an archive may compute from the carrier and must not stay in the restored object. */
    static final Set<Integer> MADE_FROM_PIXELS = Set.of(Tag.ICON_IMAGE_SEQUENCE, Tag.SMALLEST_IMAGE_PIXEL_VALUE,
            Tag.LARGEST_IMAGE_PIXEL_VALUE);

    private static final Set<Integer> ANYWHERE = Set.of(
            Tag.ICON_IMAGE_SEQUENCE, Tag.WAVEFORM_SEQUENCE, Tag.DIGITAL_SIGNATURES_SEQUENCE, Tag.MAC_PARAMETERS_SEQUENCE,
            // offset tables, and the total length of encapsulated pixel data
            Tag.EXTENDED_OFFSET_TABLE, Tag.EXTENDED_OFFSET_TABLE_LENGTHS, 0x7FE00003,
            // smallest and largest values, padding values and their ranges, integer and floating
            Tag.SMALLEST_IMAGE_PIXEL_VALUE, Tag.LARGEST_IMAGE_PIXEL_VALUE, Tag.SMALLEST_PIXEL_VALUE_IN_SERIES,
            Tag.LARGEST_PIXEL_VALUE_IN_SERIES, 0x00280110, 0x00280111, Tag.PIXEL_PADDING_VALUE, Tag.PIXEL_PADDING_RANGE_LIMIT,
            0x00280122, 0x00280123, 0x00280124, 0x00280125,
            // modality and VOI transformations; histograms of the pixels
            Tag.WINDOW_CENTER, Tag.WINDOW_WIDTH, Tag.WINDOW_CENTER_WIDTH_EXPLANATION, Tag.VOI_LUT_FUNCTION, Tag.RESCALE_INTERCEPT,
            Tag.RESCALE_SLOPE, Tag.MODALITY_LUT_SEQUENCE, Tag.VOI_LUT_SEQUENCE, 0x00283110, 0x00289422, 0x00603000,
            // palettes (also large, segmented and supplemental ones), colour profile and space, presentation LUT
            Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
            Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, Tag.ALPHA_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
            0x00281111, 0x00281112, 0x00281113, Tag.PALETTE_COLOR_LOOKUP_TABLE_UID,
            Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
            Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, Tag.ALPHA_PALETTE_COLOR_LOOKUP_TABLE_DATA,
            0x00281211, 0x00281212, 0x00281213, 0x00281214, Tag.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA,
            Tag.SEGMENTED_GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA, Tag.SEGMENTED_BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, 0x00281224,
            0x00480120, 0x00282000, 0x00282002, 0x20500010, Tag.PRESENTATION_LUT_SHAPE);

    @Override
    public boolean hides(Element element, boolean top, boolean insidePrivate) {
        int tag = element.tag();
        if (HidingRules.isBulk(element, insidePrivate)) {
            return true;
        }
        return !insidePrivate && (Tag.isPixelData(tag) || ANYWHERE.contains(tag) || isOverlayOrCurve(tag)
                || top && (IMAGE_PIXEL.contains(tag) || oneFrame && tag == Tag.NUMBER_OF_FRAMES));
    }

    /** Repeating groups 60xx (overlays) and the retired 50xx (curves, audio), PS3.5 7.6. */
    private static boolean isOverlayOrCurve(int tag) {
        int repeating = Tag.group(tag) & 0xFF01;
        return repeating == 0x6000 || repeating == 0x5000;
    }

    @Override
    public void replace(DataSet hidden, DataSet visible) {
        putIfHidden(hidden, visible, Tag.RESCALE_INTERCEPT, VR.DS, "0");
        putIfHidden(hidden, visible, Tag.RESCALE_SLOPE, VR.DS, "1");
        putIfHidden(hidden, visible, Tag.PRESENTATION_LUT_SHAPE, VR.CS, "IDENTITY");
        putIfHidden(hidden, visible, Tag.NUMBER_OF_FRAMES, VR.IS, "1");
        if (carrierBits > 1) {
            putIfHidden(hidden, visible, Tag.WINDOW_CENTER, VR.DS, signed ? "0" : String.valueOf(1 << carrierBits - 1));
            putIfHidden(hidden, visible, Tag.WINDOW_WIDTH, VR.DS, String.valueOf(1 << carrierBits));
        }
    }

    private static void putIfHidden(DataSet hidden, DataSet visible, int tag, VR vr, String value) {
        if (hidden.contains(tag)) {
            visible.putString(tag, vr, value);
        }
    }
}
