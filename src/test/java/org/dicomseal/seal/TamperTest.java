package org.dicomseal.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.keys.AuthenticationException;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.RecordFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Nothing but the payload that was sealed is ever restored, and a changed one gives nothing that looks whole. */
class TamperTest {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_LE;

    @TempDir
    Path scratch;

    private DataSet original;
    private DataSet archived;
    private byte[] payload;

    @BeforeEach
    void seal() throws Exception {
        use(Images.ct(16, 16));
    }

    private void use(DataSet image) throws Exception {
        original = image;
        archived = Images.throughArchive(Images.sealer(scratch), original, SYNTAX, SYNTAX);
        payload = ((ValueElement) archived.get(Tag.PIXEL_DATA)).value().bytes();
    }

    @Test
    void everyFlippedByteIsRefused() throws Exception {
        for (int at = 0; at < payload.length; at++) {
            byte[] changed = payload.clone();
            changed[at] ^= (byte) (1 << at % 8);
            assertRefused(changed, "byte " + at);
        }
    }

    @Test
    void everyCutIsRefused() throws Exception {
        for (int length = 0; length < payload.length; length += 2) {
            assertRefused(Arrays.copyOf(payload, length), "length " + length);
        }
    }

    @Test
    void anExtensionIsRefused() throws Exception {
        assertRefused(Arrays.copyOf(payload, payload.length + 2), "extension");
    }

    @Test
    void swappedRecordsAreRefused() throws Exception {
        use(Images.ct(300, 300));
        int header = PayloadHeader.length(original.string(Tag.SOP_CLASS_UID), original.string(Tag.SOP_INSTANCE_UID));
        byte[] changed = payload.clone();
        System.arraycopy(payload, header + RecordFormat.RECORD, changed, header + 2 * RecordFormat.RECORD, RecordFormat.RECORD);
        System.arraycopy(payload, header + 2 * RecordFormat.RECORD, changed, header + RecordFormat.RECORD, RecordFormat.RECORD);
        assertRefused(changed, "swapped records");
    }

    @Test
    void recordsOfAnotherSealingOfTheSameImageAreRefused() throws Exception {
        use(Images.ct(300, 300));
        byte[] first = payload;
        use(original);
        assertFalse(Arrays.equals(first, payload), "two sealings never give the same bytes");
        int header = PayloadHeader.length(original.string(Tag.SOP_CLASS_UID), original.string(Tag.SOP_INSTANCE_UID));
        for (int record = 0; record < 3; record++) {
            byte[] spliced = payload.clone();
            int at = header + record * RecordFormat.RECORD;
            System.arraycopy(first, at, spliced, at, RecordFormat.RECORD);
            assertRefused(spliced, "spliced record " + record);
        }
    }

    @Test
    void aPayloadMovedToAnotherObjectIsAMismatchByName() throws Exception {
        archived.putString(Tag.SOP_INSTANCE_UID, VR.UI, "9.9.9");
        archived.putString(Tag.PATIENT_ID, VR.LO, "SOMEBODY ELSE");
        try (UnsealedObject unsealed = Images.unsealer().open(archived)) {
            assertEquals(2, unsealed.mismatches().size());
            assertEquals(new Mismatch(Mismatch.Attribute.SOP_INSTANCE_UID, "1.2.3.4.5", "9.9.9"), unsealed.mismatches().get(0));
            assertEquals(Mismatch.Attribute.PATIENT_ID, unsealed.mismatches().get(1).attribute());
            assertFalse(unsealed.mismatches().toString().contains("SOMEBODY"), "a mismatch in a log names no patient");
            unsealed.restoreIdentity();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            unsealed.writeTo(bytes, SYNTAX, View.ORIGINAL);
            assertArrayEquals(Images.bytes(original, SYNTAX), bytes.toByteArray());
        }
    }

    @Test
    void anotherKeyOfTheSameNameIsRefusedBeforeAnythingElse() throws Exception {
        Unsealer impostor = new Unsealer(FixedKeys.impostor(), Parallelism.SINGLE);
        AuthenticationException refused = assertThrows(AuthenticationException.class, () -> impostor.open(archived));
        assertTrue(refused.getMessage().contains("commitment"), refused.getMessage());
        assertFalse(impostor.isSealed(archived));
    }

    @Test
    void anUnknownKeyIsNamed() throws Exception {
        Unsealer stranger = new Unsealer(FixedKeys.TWO, Parallelism.SINGLE);
        KeyUnavailableException unknown = assertThrows(KeyUnavailableException.class, () -> stranger.open(archived));
        assertEquals(KeyUnavailableException.Reason.UNKNOWN, unknown.reason());
        assertFalse(stranger.isSealed(archived));
    }

    @Test
    void nothingOfARecordComesOutBeforeItIsAuthenticated() throws Exception {
        use(Images.ct(600, 600));
        byte[] changed = payload.clone();
        changed[payload.length / 2] ^= 1;
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        try (UnsealedObject unsealed = Images.unsealer().open(with(changed))) {
            assertThrows(AuthenticationException.class, () -> unsealed.writeTo(released, SYNTAX, View.ORIGINAL));
        }
        byte[] pixels = ((ValueElement) original.get(Tag.PIXEL_DATA)).value().bytes();
        assertTrue(released.size() < Images.bytes(original, SYNTAX).length - pixels.length + 1, "no pixel of the frame came out");
    }

    private void assertRefused(byte[] changed, String what) throws Exception {
        DataSet tampered = with(changed);
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        try (UnsealedObject unsealed = Images.unsealer().open(tampered)) {
            unsealed.writeTo(released, SYNTAX, View.ORIGINAL);
        } catch (IOException | KeyUnavailableException refused) {
            assertTrue(released.size() < Images.bytes(original, SYNTAX).length, what + " gave a whole object");
            return;
        }
        throw new AssertionError(what + " was accepted");
    }

    private DataSet with(byte[] changed) {
        return archived.copy().put(new ValueElement(Tag.PIXEL_DATA, VR.OW, Bulk.of(changed)));
    }
}
