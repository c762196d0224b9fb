package org.dicomseal.seal;

import java.nio.file.Path;
import java.util.List;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.SequenceElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is sealed comes back as the same bytes, whatever the pixel format and the transfer syntax. */
class RoundTripTest {

    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource({
        "1, 16, 12, false, MONOCHROME2, 1", "1, 16, 16, true, MONOCHROME2, 1", "1, 16, 12, true, MONOCHROME1, 3",
        "1, 8, 8, false, MONOCHROME2, 1", "1, 8, 8, false, PALETTE COLOR, 4", "3, 8, 8, false, RGB, 1",
        "3, 8, 8, false, YBR_FULL, 2", "3, 16, 16, false, RGB, 1", "1, 1, 1, false, MONOCHROME2, 1",
        "1, 1, 1, false, MONOCHROME2, 5", "1, 32, 32, false, MONOCHROME2, 2", "1, 16, 10, false, MONOCHROME2, 30"})
    void everyPixelFormatComesBack(int samples, int allocated, int stored, boolean signed, String photometric, int frames)
            throws Exception {
        for (int[] size : new int[][] {{64, 64}, {37, 53}, {1, 1}, {3, 200}}) {
            assertComesBack(Images.image(Uids.SECONDARY_CAPTURE_IMAGE_STORAGE, size[0], size[1], samples, allocated, stored, signed,
                    photometric, frames), TransferSyntax.EXPLICIT_LE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Uids.IMPLICIT_VR_LITTLE_ENDIAN, Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.EXPLICIT_VR_BIG_ENDIAN,
            Uids.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN})
    void everyNativeSyntaxComesBackInItself(String uid) throws Exception {
        TransferSyntax syntax = TransferSyntax.of(uid);
        DataSet original = DicomReader.fromBytes(Images.bytes(Images.ct(100, 90), syntax), syntax);
        assertComesBack(original, syntax);
    }

    @Test
    void nestedElementsComeBackInTheirPlaces() throws Exception {
        DataSet original = Images.image("1.2.840.10008.5.1.4.1.1.2.1", 16, 16, 1, 16, 12, false, "MONOCHROME2", 3);
        DataSet[] frames = new DataSet[3];
        for (int i = 0; i < 3; i++) {
            DataSet window = new DataSet().putString(Tag.WINDOW_CENTER, VR.DS, String.valueOf(40 + i)).putString(Tag.WINDOW_WIDTH, VR.DS, "400");
            DataSet rescale = new DataSet().putString(Tag.RESCALE_INTERCEPT, VR.DS, "-1024").putString(Tag.RESCALE_SLOPE, VR.DS, "2")
                    .putString(Tag.RESCALE_TYPE, VR.LO, "HU");
            frames[i] = new DataSet().putSequence(Tag.FRAME_VOI_LUT_SEQUENCE, window)
                    .putSequence(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, rescale);
        }
        SequenceElement perFrame = new SequenceElement(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, VR.SQ, List.of(
                new SequenceElement.Item(frames[0], true), new SequenceElement.Item(frames[1], false),
                new SequenceElement.Item(frames[2], true)), true);
        original.put(perFrame);
        DataSet archived = assertComesBack(original, TransferSyntax.EXPLICIT_LE);
        DataSet item = archived.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).get(2);
        assertEquals("0", item.items(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE).get(0).string(Tag.RESCALE_INTERCEPT));
        assertEquals("32768", item.items(Tag.FRAME_VOI_LUT_SEQUENCE).get(0).string(Tag.WINDOW_CENTER));
    }

    @Test
    void largeValuesOfAllKindsAreStreamedAndComeBack() throws Exception {
        DataSet original = Images.ct(32, 32);
        original.putString(0x00290010, VR.LO, "VENDOR");
        Images.with(original, 0x00291001, VR.OB, new byte[5000]);
        Images.with(original, 0x00291002, VR.OB, Images.pixels(600_000, 8, 8, 77));
        Images.with(original, 0x00291003, VR.UN, new byte[4096]);
        DataSet nested = Images.with(new DataSet().putString(0x00290010, VR.LO, "VENDOR"), 0x00291055, VR.OB, new byte[100_000]);
        original.putSequence(0x00291010, nested);
        original.putSequence(Tag.WAVEFORM_SEQUENCE, Images.with(new DataSet(), Tag.WAVEFORM_DATA, VR.OW, Images.pixels(50_000, 16, 12, 9)));
        original.putSequence(Tag.ICON_IMAGE_SEQUENCE, Images.image(Uids.CT_IMAGE_STORAGE, 8, 8, 1, 8, 8, false, "MONOCHROME2", 1));
        Images.with(original, 0x60003000, VR.OW, new byte[32 * 32 / 8]);
        Images.with(original, 0x7FE11010, VR.OB, Images.pixels(70_000, 8, 8, 5));
        Images.with(original, Tag.DATA_SET_TRAILING_PADDING, VR.OB, new byte[64]);
        DataSet archived = assertComesBack(original, TransferSyntax.EXPLICIT_LE);
        for (int tag : new int[] {0x00291001, 0x00291002, Tag.WAVEFORM_SEQUENCE, Tag.ICON_IMAGE_SEQUENCE, 0x60003000, 0x7FE11010}) {
            assertFalse(archived.contains(tag), Tag.toString(tag));
        }
        assertTrue(archived.contains(0x00291003), "4 KiB is not bulk yet");
    }

    @Test
    void codestreamsComeBackByteForByteWithTheirFragmentsAndOffsets() throws Exception {
        TransferSyntax jpeg = TransferSyntax.of(Uids.JPEG_BASELINE);
        DataSet original = Images.image(Uids.US_MULTIFRAME_IMAGE_STORAGE, 64, 64, 1, 8, 8, false, "MONOCHROME2", 2);
        original.put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.of(new byte[] {0, 0, 0, 0, 16, 0, 0, 0}),
                Bulk.of(Images.pixels(200_000, 8, 8, 3)), Bulk.of(Images.pixels(10, 8, 8, 3)), Bulk.empty())));
        Images.with(original, Tag.EXTENDED_OFFSET_TABLE, VR.OV, new byte[16]);
        DataSet archived = assertComesBack(original, jpeg);
        assertFalse(archived.contains(Tag.EXTENDED_OFFSET_TABLE));
        assertEquals("2", archived.string(Tag.NUMBER_OF_FRAMES));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 2 * 64 * 64 - 2, 2 * 64 * 64 + 2, 2 * 64 * 64 + 70_001})
    void pixelDataOfTheWrongLengthComesBack(int length) throws Exception {
        DataSet original = Images.ct(64, 64);
        Images.with(original, Tag.PIXEL_DATA, VR.OW, Images.pixels(length, 16, 12, 64));
        assertComesBack(original, TransferSyntax.EXPLICIT_LE);
    }

    @Test
    void floatingPixelDataComesBackAndTheCarrierIsAnOrdinaryImage() throws Exception {
        DataSet original = Images.image(Uids.PARAMETRIC_MAP_STORAGE, 20, 20, 1, 32, 32, false, "MONOCHROME2", 1);
        original.remove(Tag.PIXEL_DATA);
        original.remove(Tag.PIXEL_REPRESENTATION);
        original.remove(Tag.BITS_STORED);
        original.remove(Tag.HIGH_BIT);
        Images.with(original, Tag.FLOAT_PIXEL_DATA, VR.OF, Images.pixels(1600, 32, 16, 20));
        DataSet archived = assertComesBack(original, TransferSyntax.EXPLICIT_LE);
        assertTrue(archived.contains(Tag.PIXEL_DATA));
        assertFalse(archived.contains(Tag.FLOAT_PIXEL_DATA));
        assertEquals(16, archived.intValue(Tag.BITS_ALLOCATED, 0));
    }

    @Test
    void animageWithoutImagePixelModuleComesBack() throws Exception {
        DataSet original = Images.header(Uids.SECONDARY_CAPTURE_IMAGE_STORAGE);
        Images.with(original, Tag.PIXEL_DATA, VR.OW, new byte[1000]);
        assertComesBack(original, TransferSyntax.EXPLICIT_LE);
    }

    @Test
    void anImpossibleNumberOfFramesComesBack() throws Exception {
        for (String frames : new String[] {"2000000000", "0", "-3", "abc", "99999999999"}) {
            DataSet original = Images.ct(16, 16);
            original.putString(Tag.NUMBER_OF_FRAMES, VR.IS, frames);
            DataSet archived = assertComesBack(original, TransferSyntax.EXPLICIT_LE);
            assertEquals("1", archived.string(Tag.NUMBER_OF_FRAMES));
        }
    }

    @Test
    void framesTooLargeToBeCodedAtOnceAreCut() throws Exception {
        assertComesBack(Images.image(Uids.SECONDARY_CAPTURE_IMAGE_STORAGE, 4800, 4801, 3, 8, 8, false, "RGB", 1),
                TransferSyntax.EXPLICIT_LE);
    }

    /** Seals and unseals, and gives what the archive has in between. */
    private DataSet assertComesBack(DataSet original, TransferSyntax syntax) throws Exception {
        byte[] before = Images.bytes(original, syntax);
        DataSet archived = Images.throughArchive(Images.sealer(scratch), original, syntax, TransferSyntax.EXPLICIT_LE);
        assertArrayEquals(before, Images.unsealedBytes(archived, syntax));
        assertArrayEquals(before, Images.bytes(original, syntax), "the original was changed");
        assertValidCarrier(archived);
        return archived;
    }

    private static void assertValidCarrier(DataSet archived) throws Exception {
        long pixels = (long) archived.intValue(Tag.ROWS, 0) * archived.intValue(Tag.COLUMNS, 0)
                * archived.intValue(Tag.NUMBER_OF_FRAMES, 1);
        assertEquals(pixels * archived.intValue(Tag.BITS_ALLOCATED, 0) / 8, ((ValueElement) archived.get(Tag.PIXEL_DATA)).length());
        assertEquals("MONOCHROME2", archived.string(Tag.PHOTOMETRIC_INTERPRETATION));
        assertEquals(1, archived.intValue(Tag.SAMPLES_PER_PIXEL, 0));
    }
}
