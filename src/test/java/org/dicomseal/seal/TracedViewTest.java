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
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.SampleMeaning;
import org.dicomseal.watermark.trace.Display;
import org.dicomseal.watermark.trace.DisplayWindow;
import org.dicomseal.watermark.trace.TraceDetector;
import org.dicomseal.watermark.trace.TraceReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A view that leaves the house tells its recipient. */
class TracedViewTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_LE;
    private static final SampleLayout LAYOUT =
            new SampleLayout(512, 512, 1, 16, 12, 11, false, false, SampleMeaning.GREY, SampleLayout.Padding.NONE);

    @TempDir
    Path scratch;

    @Test
    void theRecipientIsReadFromEveryFrameOfTheView() throws Exception {
        DataSet archived = archived(Images.image(Uids.CT_IMAGE_STORAGE, 512, 512, 1, 16, 12, false, "MONOCHROME2", 2));
        DataSet view = viewFor("WARD_1", archived);
        byte[] pixels = ((ValueElement) view.get(Tag.PIXEL_DATA)).value().bytes();
        TraceDetector detector = new TraceDetector(Watermarker.key(FixedKeys.ONE, FixedKeys.ONE.active(), Purpose.TRACE));
        int expected = TracedView.recipientNumber(FixedKeys.ONE, FixedKeys.ONE.active(), "WARD_1");
        for (int frame = 0; frame < 2; frame++) {
            byte[] samples = Arrays.copyOfRange(pixels, frame * pixels.length / 2, (frame + 1) * pixels.length / 2);
            DisplayWindow window = DefaultWindow.ofValues(new DataSet(), LAYOUT, samples);
            TraceReading reading = detector.blind(new Display(LAYOUT, window).render(samples));
            assertTrue(reading.found(), reading::toString);
            assertEquals(expected, reading.recipient());
        }
        assertNotEquals(expected, TracedView.recipientNumber(FixedKeys.ONE, FixedKeys.ONE.active(), "WARD_2"));
    }

    @Test
    void theViewIsADerivedImageWithItsOwnUidAndNoSignatures() throws Exception {
        DataSet original = Images.ct(512, 512);
        original.putSequence(Tag.DIGITAL_SIGNATURES_SEQUENCE, new DataSet());
        DataSet archived = archived(original);
        DataSet one = viewFor("WARD_1", archived);
        assertEquals("DERIVED", one.strings(Tag.IMAGE_TYPE).get(0));
        assertTrue(!one.contains(Tag.DIGITAL_SIGNATURES_SEQUENCE));
        assertEquals("1.2.3.4.5", one.items(Tag.SOURCE_IMAGE_SEQUENCE).get(0).string(Tag.REFERENCED_SOP_INSTANCE_UID, ""));
        String uid = one.string(Tag.SOP_INSTANCE_UID, "");
        assertTrue(uid.startsWith("2.25."));
        assertEquals(uid, viewFor("WARD_1", archived).string(Tag.SOP_INSTANCE_UID, ""));
        assertNotEquals(uid, viewFor("WARD_2", archived).string(Tag.SOP_INSTANCE_UID, ""));
    }

    @Test
    void whatCannotBeMarkedStaysAsItIs() throws Exception {
        DataSet labels = Images.image(Uids.SEGMENTATION_STORAGE, 256, 256, 1, 8, 8, false, "MONOCHROME2", 1);
        try (UnsealedObject unsealed = Images.unsealer().open(archived(labels))) {
            assertEquals(new ViewReport(ViewReport.Kind.AS_IT_WAS, "palette indices or labels"), unsealed.makeView(Optional.of("WARD_1")));
            assertEquals("1.2.3.4.5", unsealed.dataSet().string(Tag.SOP_INSTANCE_UID, ""));
        }
    }

    @Test
    void aRecipientsViewIsNeverTakenForTheOriginal() throws Exception {
        try (UnsealedObject unsealed = Images.unsealer().open(archived(Images.ct(512, 512)))) {
            assertEquals(ViewReport.Kind.MADE, unsealed.makeView(Optional.of("WARD_1")).kind());
            assertThrows(IllegalStateException.class,
                    () -> unsealed.writeTo(new ByteArrayOutputStream(), EXPLICIT, View.ORIGINAL));
        }
    }

    @Test
    void theWindowIsTheImagesOwnWhereItHasOne() throws Exception {
        DisplayWindow window = DefaultWindow.of(Images.ct(64, 64)).orElseThrow();
        assertEquals(new DisplayWindow(40 - 0.5 - 399 / 2.0 + 1024, 40 - 0.5 + 399 / 2.0 + 1024), window);
        DataSet plain = Images.image(Uids.CT_IMAGE_STORAGE, 64, 64, 1, 16, 12, false, "MONOCHROME2", 1);
        assertTrue(DefaultWindow.of(plain).isEmpty());
    }

    private DataSet archived(DataSet original) throws Exception {
        return Images.throughArchive(Images.sealer(scratch), original, EXPLICIT, EXPLICIT);
    }

    private static DataSet viewFor(String recipient, DataSet archived) throws Exception {
        try (UnsealedObject unsealed = Images.unsealer().open(archived)) {
            assertEquals(ViewReport.Kind.MADE, unsealed.makeView(Optional.of(recipient)).kind());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            unsealed.writeTo(bytes, EXPLICIT, View.WATERMARKED);
            return DicomReader.fromBytes(bytes.toByteArray(), EXPLICIT);
        }
    }
}
