package org.dicomseal.seal;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.keys.Purpose;
import org.dicomseal.watermark.MarkPayload;
import org.dicomseal.watermark.NotMarkedReason;
import org.dicomseal.watermark.ReversibleMark;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.SampleMeaning;
import org.dicomseal.watermark.WatermarkKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The watermark goes in before coding: it is in what is stored, and comes out bit for bit. */
class MarkingTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_LE;

    @TempDir
    Path scratch;

    private final byte[] ownerCode = new byte[128];

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theOriginalViewIsBitExactAndTheWatermarkedViewCarriesTheMark(int frames) throws Exception {
        Arrays.fill(ownerCode, (byte) 0x3C);
        DataSet original = Images.image(Uids.CT_IMAGE_STORAGE, 256, 256, 1, 16, 12, false, "MONOCHROME2", frames);
        try (SealedObject sealed = sealer().seal(original, EXPLICIT)) {
            assertEquals(frames, sealed.figures().markedFrames(), sealed.figures().notMarked());
            DataSet archived = written(sealed);
            assertArrayEquals(Images.bytes(original, EXPLICIT), Images.unsealedBytes(archived, EXPLICIT));
            byte[] marked = pixels(view(archived, View.WATERMARKED));
            assertFalse(Arrays.equals(pixels(original), marked));
            assertMarked(Arrays.copyOf(marked, 256 * 256 * 2));
        }
    }

    private void assertMarked(byte[] frame) throws Exception {
        WatermarkKey key = new WatermarkKey(FixedKeys.ONE.key(FixedKeys.ONE.active(), Purpose.WATERMARK).copyBytes());
        SampleLayout layout = new SampleLayout(256, 256, 1, 16, 12, 11, false, false, SampleMeaning.GREY, SampleLayout.Padding.NONE);
        MarkPayload payload = new ReversibleMark(key, layout).read(frame).orElseThrow();
        assertTrue(payload.belongsTo(ownerCode));
        assertTrue(payload.isBoundTo(key, "1.2.3.4.5", 0));
    }

    @Test
    void labelsAndOneBitImagesAreNeverMarked() throws Exception {
        DataSet labels = Images.image(Uids.SEGMENTATION_STORAGE, 256, 256, 1, 8, 8, false, "MONOCHROME2", 2);
        assertNotMarked(NotMarkedReason.LABELS, labels);
        assertNotMarked(NotMarkedReason.ONE_BIT, Images.image(Uids.SEGMENTATION_STORAGE, 256, 256, 1, 1, 1, false, "MONOCHROME2", 2));
        assertNotMarked(NotMarkedReason.QUANTITIES, Images.image(Uids.RT_DOSE_STORAGE, 256, 256, 1, 16, 16, false, "MONOCHROME2", 2));
        assertNotMarked(NotMarkedReason.LABELS,
                Images.image(Uids.SECONDARY_CAPTURE_IMAGE_STORAGE, 256, 256, 1, 8, 8, false, "PALETTE COLOR", 1));
    }

    private void assertNotMarked(NotMarkedReason reason, DataSet original) throws Exception {
        try (SealedObject sealed = sealer().seal(original, EXPLICIT)) {
            assertEquals(0, sealed.figures().markedFrames());
            assertEquals(reason.text(), sealed.figures().notMarked());
            DataSet archived = written(sealed);
            assertArrayEquals(Images.bytes(original, EXPLICIT), Images.bytes(view(archived, View.WATERMARKED), EXPLICIT));
        }
    }

    @Test
    void whereNothingIsMarkedBothViewsAreTheOriginal() throws Exception {
        DataSet original = Images.ct(64, 64);
        DataSet archived = Images.throughArchive(Images.sealer(scratch), original, EXPLICIT, EXPLICIT);
        assertArrayEquals(pixels(original), pixels(view(archived, View.WATERMARKED)));
    }

    private Sealer sealer() {
        OwnerCodes codes = id -> Optional.of(ownerCode.clone());
        return new Sealer(FixedKeys.ONE, Scratch.in(scratch), SealOptions.defaults().withOwnerCodes(codes));
    }

    private static DataSet written(SealedObject sealed) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sealed.writeTo(bytes, EXPLICIT);
        return DicomReader.fromBytes(bytes.toByteArray(), EXPLICIT);
    }

    private static DataSet view(DataSet archived, View view) throws Exception {
        try (UnsealedObject unsealed = Images.unsealer().open(archived)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            unsealed.writeTo(bytes, EXPLICIT, view);
            return DicomReader.fromBytes(bytes.toByteArray(), EXPLICIT);
        }
    }

    private static byte[] pixels(DataSet dataSet) throws Exception {
        return ((ValueElement) dataSet.get(Tag.PIXEL_DATA)).value().bytes();
    }
}
