package org.dicomseal.seal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.keys.KeySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A watermark without encryption: an ordinary image that tells whose it is and where it was changed. */
class WatermarkerTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_LE;
    private static final byte[] OWNER = code(0x3C);
    private static final List<WatermarkCheck.Owner> OWNERS = List.of(
            new WatermarkCheck.Owner("Ada", FixedKeys.ONE.active(), OWNER), new WatermarkCheck.Owner("Bob", FixedKeys.ONE.active(), code(0x55)));

    private final Watermarker watermarker = new Watermarker(FixedKeys.ONE, id -> Optional.of(OWNER.clone()));
    private final WatermarkCheck check = check(FixedKeys.ONE, OWNERS);

    private static WatermarkCheck check(KeySource keys, List<WatermarkCheck.Owner> owners) {
        return new WatermarkCheck(keys, List.of(FixedKeys.ONE.active()), owners);
    }

    private static byte[] code(int fill) {
        byte[] code = new byte[128];
        Arrays.fill(code, (byte) fill);
        return code;
    }

    private static DataSet throughArchive(DataSet dataSet, TransferSyntax archive) throws Exception {
        return DicomReader.fromBytes(Images.bytes(dataSet, archive), archive);
    }

    private static byte[] pixels(DataSet dataSet) throws Exception {
        return ((ValueElement) dataSet.get(Tag.PIXEL_DATA)).littleEndian().bytes();
    }

    @ParameterizedTest
    @CsvSource({"1, 1.2.840.10008.1.2.1", "3, 1.2.840.10008.1.2", "2, 1.2.840.10008.1.2.2"})
    void theMarkReadsBackThroughAnyArchiveAndComesOffBitForBit(int frames, String archive) throws Exception {
        DataSet original = Images.image(Uids.CT_IMAGE_STORAGE, 256, 256, 1, 16, 12, false, "MONOCHROME2", frames);
        Watermarker.Result result = watermarker.mark(original);
        assertEquals(frames, result.marked(), result.notMarked());
        DataSet archived = throughArchive(result.dataSet(), TransferSyntax.of(archive));
        assertFalse(Arrays.equals(pixels(original), pixels(archived)));
        WatermarkCheck.Report report = check.check(archived);
        assertTrue(report.isIntactAndKnown());
        List<WatermarkCheck.Frame> found = report.frames();
        assertEquals(frames, found.size());
        for (WatermarkCheck.Frame frame : found) {
            assertEquals(WatermarkCheck.Reading.INTACT, frame.reading());
            assertEquals(Optional.of("Ada"), frame.owner());
            assertTrue(frame.bound());
            assertEquals(1, frame.normalisedCorrelation());
            assertEquals(Optional.of(new BitSet()), frame.changed());
        }
        assertArrayEquals(Images.bytes(original, EXPLICIT), Images.bytes(watermarker.unmark(archived), EXPLICIT));
    }

    @Test
    void aChangedBlockIsFoundInItsFrame() throws Exception {
        DataSet original = Images.image(Uids.CT_IMAGE_STORAGE, 512, 512, 1, 16, 12, false, "MONOCHROME2", 2);
        DataSet marked = throughArchive(watermarker.mark(original).dataSet(), EXPLICIT);
        byte[] pixels = pixels(marked);
        for (int row = 200; row < 230; row++) {
            for (int column = 330; column < 370; column++) {
                pixels[2 * (512 * 512 + row * 512 + column)] ^= 0x10;
            }
        }
        marked.putBytes(Tag.PIXEL_DATA, VR.OW, pixels);
        WatermarkCheck.Report report = check.check(marked);
        assertFalse(report.authentic());
        List<WatermarkCheck.Frame> found = report.frames();
        assertEquals(Optional.of(new BitSet()), found.get(0).changed());
        assertEquals(WatermarkCheck.Reading.INTACT, found.get(0).reading());
        assertEquals(Optional.of(BitSet.valueOf(new long[] {1L << 3 * 8 + 5})), found.get(1).changed());
        assertTrue(found.get(1).owner().isEmpty() || found.get(1).owner().get().equals("Ada"));
    }

    @Test
    void aMarkMovedToAnotherObjectIsNotBoundToIt() throws Exception {
        DataSet marked = throughArchive(watermarker.mark(Images.ct(256, 256)).dataSet(), EXPLICIT);
        marked.putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3.4.99");
        WatermarkCheck.Frame frame = check.check(marked).frames().get(0);
        assertEquals(Optional.of("Ada"), frame.owner());
        assertFalse(frame.bound());
        assertEquals(16, frame.changed().orElseThrow().cardinality());
    }

    @Test
    void markingAgainChangesNothing() throws Exception {
        DataSet marked = throughArchive(watermarker.mark(Images.ct(256, 256)).dataSet(), EXPLICIT);
        assertSame(marked, watermarker.mark(marked).dataSet());
    }

    @Test
    void strangersAndUnmarkedImagesGiveNothing() throws Exception {
        DataSet original = Images.ct(256, 256);
        assertEquals(List.of(), check.check(original).frames());
        assertEquals(WatermarkCheck.Form.PLAIN, check.check(original).form());
        DataSet marked = throughArchive(watermarker.mark(original).dataSet(), EXPLICIT);
        assertEquals(Optional.empty(), check(FixedKeys.ONE, OWNERS.subList(1, 2)).check(marked).frames().get(0).owner());
        assertEquals(WatermarkCheck.Reading.NONE, check(FixedKeys.impostor(), OWNERS).check(marked).frames().get(0).reading());
        assertThrows(NotSealedException.class, () -> watermarker.unmark(original));
        assertEquals(List.of(), check.check(Images.header(Uids.CT_IMAGE_STORAGE)).frames());
    }

    @Test
    void whatIsNeverMarkedStaysAndSaysWhy() throws Exception {
        DataSet labels = Images.image(Uids.SEGMENTATION_STORAGE, 256, 256, 1, 8, 8, false, "MONOCHROME2", 1);
        Watermarker.Result result = watermarker.mark(labels);
        assertSame(labels, result.dataSet());
        assertEquals("palette indices or labels", result.notMarked());
        assertEquals("no owner is enrolled", new Watermarker(FixedKeys.ONE, id -> Optional.empty()).mark(Images.ct(64, 64)).notMarked());
    }
}
