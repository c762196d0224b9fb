package org.dicomseal.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SealerTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_LE;

    @TempDir
    Path scratch;

    @Test
    void theCarrierIsShorterThanTheImageAndShowsNothing() throws Exception {
        DataSet original = Images.ct(256, 256);
        DataSet archived = archived(original);
        assertTrue(archived.intValue(Tag.ROWS, 0) < 256);
        assertEquals("1", archived.string(Tag.RESCALE_SLOPE));
        assertEquals("0", archived.string(Tag.RESCALE_INTERCEPT));
        assertEquals("32768", archived.string(Tag.WINDOW_CENTER));
        assertEquals("65536", archived.string(Tag.WINDOW_WIDTH));
        for (int tag : new int[] {Tag.SMALLEST_IMAGE_PIXEL_VALUE, Tag.PIXEL_PADDING_VALUE}) {
            assertFalse(archived.contains(tag), Tag.toString(tag));
        }
        assertLooksRandom(((ValueElement) archived.get(Tag.PIXEL_DATA)).value().bytes());
    }

    private static void assertLooksRandom(byte[] bytes) {
        int[] counts = new int[256];
        for (byte each : bytes) {
            counts[each & 0xFF]++;
        }
        double expected = bytes.length / 256.0;
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        // 255 degrees of freedom: above 400 once in a billion; the clear header of 150 bytes weighs little
        assertTrue(chiSquare < 400, "chi-square " + chiSquare);
    }

    @Test
    void thePrivateBlockTellsAboutTheSealing() throws Exception {
        DataSet archived = archived(Images.ct(64, 64));
        assertEquals(EXPLICIT.uid(), archived.string(archived.privateTag(0x0099, "DICOMSEAL 1", 0x05)));
        assertEquals("8192", archived.string(archived.privateTag(0x0099, "DICOMSEAL 1", 0x06)));
        assertEquals(String.valueOf(((ValueElement) archived.get(Tag.PIXEL_DATA)).length()),
                archived.string(archived.privateTag(0x0099, "DICOMSEAL 1", 0x07)));
    }

    @Test
    void anOverlayTellsWhomToAskAndGoesWithTheSeal() throws Exception {
        DataSet original = Images.ct(256, 256);
        Sealer sealer = new Sealer(FixedKeys.ONE, Scratch.in(scratch), SealOptions.defaults().withAskAe("DICOMSEAL"));
        DataSet archived = Images.throughArchive(sealer, original, EXPLICIT, EXPLICIT);
        assertTrue(((ValueElement) archived.get(0x60003000)).length() <= 384);
        assertTrue(archived.string(0x60000022).contains("DICOMSEAL"));
        assertArrayEquals(Images.bytes(original, EXPLICIT), Images.unsealedBytes(archived, EXPLICIT));
        DataSet enhanced = Images.image("1.2.840.10008.5.1.4.1.1.2.1", 256, 256, 1, 16, 12, false, "MONOCHROME2", 2);
        assertFalse(Images.throughArchive(sealer, enhanced, EXPLICIT, EXPLICIT).contains(0x60003000), "its IOD has no overlays");
    }

    @Test
    void scratchHoldsCiphertextAndIsCleanedUp() throws Exception {
        DataSet original = Images.ct(400, 400);
        Sealer sealer = new Sealer(FixedKeys.ONE, new Scratch(scratch, 1000), SealOptions.defaults());
        try (SealedObject sealed = sealer.seal(original, EXPLICIT)) {
            List<Path> files = files();
            assertEquals(1, files.size());
            assertLooksRandom(Files.readAllBytes(files.get(0)));
            for (int i = 0; i < 2; i++) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                sealed.writeTo(bytes, EXPLICIT);
                assertArrayEquals(Images.bytes(original, EXPLICIT),
                        Images.unsealedBytes(DicomReader.fromBytes(bytes.toByteArray(), EXPLICIT), EXPLICIT));
            }
        }
        assertEquals(List.of(), files());
    }

    @Test
    void aFailureWhileSealingLeavesNothingBehind() throws Exception {
        DataSet original = Images.ct(400, 400);
        original.put(new ValueElement(Tag.PIXEL_DATA, VR.OW, Bulk.region(new FailingSource(), 0, 320_000)));
        Sealer sealer = new Sealer(FixedKeys.ONE, new Scratch(scratch, 0), SealOptions.defaults());
        assertThrows(IOException.class, () -> sealer.seal(original, EXPLICIT));
        assertEquals(List.of(), files());
    }

    private record FailingSource() implements ByteSource {

        @Override
        public long size() {
            return 320_000;
        }

        @Override
        public int read(long position, byte[] target, int offset, int length) throws IOException {
            throw new IOException("the disk is gone");
        }
    }

    @Test
    void objectsWithoutPixelsAreTreatedAsTheRouteSays() throws Exception {
        DataSet report = Images.header(Uids.BASIC_TEXT_SR_STORAGE).putString(Tag.COMPLETION_FLAG, VR.CS, "COMPLETE");
        try (SealedObject forwarded = with(WithoutPixels.FORWARD).seal(report, EXPLICIT)) {
            assertEquals(SealedObject.Outcome.FORWARDED, forwarded.outcome());
        }
        assertRefused(SealRefusedException.Reason.WITHOUT_PIXELS, with(WithoutPixels.REJECT), report);
    }

    @Test
    void anObjectWithNothingToHideIsSealedTooSoThatItIsKnownAgain() throws Exception {
        DataSet report = Images.header(Uids.BASIC_TEXT_SR_STORAGE).putString(Tag.COMPLETION_FLAG, VR.CS, "COMPLETE");
        DataSet archived = Images.throughArchive(with(WithoutPixels.SEAL), report, EXPLICIT, TransferSyntax.IMPLICIT_LE);
        assertTrue(Images.unsealer().isSealed(archived));
        assertArrayEquals(Images.bytes(report, EXPLICIT), Images.unsealedBytes(archived, EXPLICIT));
    }

    @Test
    void bulkOfObjectsWithoutPixelsIsSealedInAPrivateElement() throws Exception {
        DataSet document = Images.header("1.2.840.10008.5.1.4.1.1.104.1");
        Images.with(document, Tag.ENCAPSULATED_DOCUMENT, VR.OB, Images.pixels(50_000, 8, 8, 60));
        for (TransferSyntax archive : List.of(EXPLICIT, TransferSyntax.IMPLICIT_LE)) {
            DataSet archived = Images.throughArchive(with(WithoutPixels.SEAL), document, EXPLICIT, archive);
            assertFalse(archived.contains(Tag.ENCAPSULATED_DOCUMENT));
            assertTrue(Images.unsealer().isSealed(archived));
            assertArrayEquals(Images.bytes(document, EXPLICIT), Images.unsealedBytes(archived, EXPLICIT));
        }
    }

    @Test
    void refusalsHaveNames() throws Exception {
        DataSet elsewhere = Images.header(Uids.CT_IMAGE_STORAGE).putString(Tag.PIXEL_DATA_PROVIDER_URL, VR.UR, "http://host/x");
        assertRefused(SealRefusedException.Reason.PIXELS_ELSEWHERE, Images.sealer(scratch), elsewhere);
        DataSet nameless = Images.ct(8, 8);
        nameless.remove(Tag.SOP_INSTANCE_UID);
        assertRefused(SealRefusedException.Reason.NO_IDENTITY, Images.sealer(scratch), nameless);
        DataSet longUid = Images.ct(8, 8).putString(Tag.SOP_INSTANCE_UID, VR.UI, "1." + "2".repeat(70));
        assertRefused(SealRefusedException.Reason.NO_IDENTITY, Images.sealer(scratch), longUid);
        DataSet malformed = Images.ct(8, 8).put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.empty())));
        assertRefused(SealRefusedException.Reason.MALFORMED, Images.sealer(scratch), malformed);
    }

    private DataSet archived(DataSet original) throws Exception {
        return Images.throughArchive(Images.sealer(scratch), original, EXPLICIT, EXPLICIT);
    }

    private Sealer with(WithoutPixels policy) {
        return new Sealer(FixedKeys.ONE, Scratch.in(scratch), SealOptions.defaults().withWithoutPixels(policy));
    }

    private static void assertRefused(SealRefusedException.Reason reason, Sealer sealer, DataSet object) {
        assertEquals(reason, assertThrows(SealRefusedException.class, () -> sealer.seal(object, EXPLICIT)).reason());
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(scratch)) {
            return files.toList();
        }
    }
}
