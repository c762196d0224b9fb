package org.dicomseal.dicom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever comes in, a clear error comes out, and no memory is taken on the word of a length. */
class HostileInputTest {

    private static final String JPEG = Uids.JPEG_BASELINE;

    /** Small, with one of everything that has a length. */
    private static byte[] sample(TransferSyntax syntax) throws IOException {
        DataSet item = new DataSet().putString(Tag.CODE_VALUE, VR.SH, "CODE").putSequence(Tag.CONTENT_SEQUENCE, new DataSet());
        DataSet dataSet = new DataSet()
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3")
                .putSequence(Tag.REFERENCED_SOP_SEQUENCE, item)
                .put(new SequenceElement(Tag.SOURCE_IMAGE_SEQUENCE, VR.SQ, List.of(new SequenceElement.Item(item, true)), true))
                .put(new SequenceElement(0x00091001, syntax.explicitVr() ? VR.UN : VR.SQ, List.of(new SequenceElement.Item(item, true)), true))
                .putString(Tag.TEXT_VALUE, VR.UT, "text")
                .putInts(Tag.ROWS, VR.US, 2).putInts(Tag.COLUMNS, VR.US, 2).putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1)
                .putInts(Tag.BITS_ALLOCATED, VR.US, 8).putInts(Tag.BITS_STORED, VR.US, 8).putInts(Tag.HIGH_BIT, VR.US, 7)
                .putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0).putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME2")
                .putString(Tag.NUMBER_OF_FRAMES, VR.IS, "2");
        if (syntax.encapsulated()) {
            byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0};
            dataSet.put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.of(new byte[8]), Bulk.of(jpeg), Bulk.of(jpeg))));
        } else {
            dataSet.putBytes(Tag.PIXEL_DATA, VR.OW, new byte[8]);
        }
        return DicomWriter.toBytes(dataSet, syntax);
    }

    @ParameterizedTest
    @ValueSource(strings = {Uids.IMPLICIT_VR_LITTLE_ENDIAN, Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.EXPLICIT_VR_BIG_ENDIAN,
        Uids.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, JPEG})
    void mutationsGiveADicomExceptionOrADataSet(String uid) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(uid);
        byte[] original = sample(syntax);
        Random random = new Random(20260101);
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            refused += survives(mutate(original, random), syntax) ? 0 : 1;
        }
        assertTrue(refused > 300, "only " + refused + " of 3000 were refused: the mutations don't bite");
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) 0xFF;
                case 2 -> bytes[at] = (byte) random.nextInt(256);
                default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
            }
        }
        return bytes;
    }

    private static boolean survives(byte[] bytes, TransferSyntax syntax) {
        boolean read = false;
        for (boolean streamed : new boolean[] {false, true}) {
            try {
                DataSet dataSet = streamed ? DicomReader.read(new ByteArrayInputStream(bytes), syntax, ReadOptions.defaults())
                        : DicomReader.fromBytes(bytes, syntax);
                read = true;
                DicomWriter.toBytes(dataSet, syntax);
                PixelData pixels = PixelData.of(dataSet);
                for (int i = 0; i < Math.min(10, pixels.image().frames()); i++) {
                    pixels.frame(i).length();
                }
            } catch (IOException expected) {
                // refused by name; any other exception fails the test
            }
        }
        return read;
    }

    @Test
    void mutatedFilesGiveADicomExceptionOrAFile() throws IOException {
        TransferSyntax syntax = TransferSyntax.EXPLICIT_LE;
        DataSet original = DicomReader.fromBytes(sample(syntax), syntax);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomFile.write(FileMeta.of(Uids.CT_IMAGE_STORAGE, "1.2.3", syntax), original, out);
        Random random = new Random(20260102);
        int differing = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = mutate(out.toByteArray(), random);
            try {
                DicomFile.read(new ByteArrayInputStream(bytes), ReadOptions.defaults());
                DataSet mutated = DicomFile.read(ByteSource.of(bytes), ReadOptions.defaults()).dataSet();
                differing += DataSetComparison.compare(original, mutated).isEmpty() ? 0 : 1;
            } catch (DicomException refused) {
                assertFalse(refused.getMessage().isEmpty());
            }
        }
        assertTrue(differing > 100, "only " + differing + " of 3000 were seen to differ");
    }

    @ParameterizedTest
    @ValueSource(strings = {Uids.IMPLICIT_VR_LITTLE_ENDIAN, Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.EXPLICIT_VR_BIG_ENDIAN, JPEG})
    void everyTruncationIsRefusedOrEndsBetweenElements(String uid) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(uid);
        byte[] whole = sample(syntax);
        int complete = 0;
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                DataSet dataSet = DicomReader.fromBytes(cut, syntax);
                assertEquals(length, DicomWriter.toBytes(dataSet, syntax).length);
                complete++;
            } catch (DicomException refused) {
                assertTrue(refused.getMessage().contains("offset"), refused.getMessage());
            }
        }
        assertEquals(DicomReader.fromBytes(whole, syntax).size(), complete);
    }

    @Test
    void aTruncatedValueNamesTagAndOffset() {
        byte[] bytes = RawBytes.in(TransferSyntax.EXPLICIT_LE).text(Tag.MODALITY, "CS", "CT").header(Tag.PIXEL_DATA, "OW", 1 << 30).bytes();
        DicomException thrown = assertThrows(DicomException.class, () -> DicomReader.fromBytes(bytes, TransferSyntax.EXPLICIT_LE));
        assertEquals("(7FE0,0010) at offset 10: declares 1073741824 bytes where only 0 remain", thrown.getMessage());
    }

    @Test
    void aStreamThatDeclaresFourGigabytesTakesNone() {
        byte[] bytes = RawBytes.in(TransferSyntax.EXPLICIT_LE).header(Tag.PIXEL_DATA, "OW", 0xFFFFFFFEL).raw(new byte[100]).bytes();
        DicomException thrown = assertThrows(DicomException.class,
                () -> DicomReader.read(new ByteArrayInputStream(bytes), TransferSyntax.EXPLICIT_LE, ReadOptions.defaults()));
        assertTrue(thrown.getMessage().startsWith("(7FE0,0010) at offset"), thrown.getMessage());
    }

    @Test
    void nestingHasALimit() {
        RawBytes raw = RawBytes.in(TransferSyntax.EXPLICIT_LE);
        for (int depth = 0; depth < 100_000; depth++) {
            raw.header(Tag.CONTENT_SEQUENCE, "SQ", RawBytes.UNDEFINED).marker(Tag.ITEM, RawBytes.UNDEFINED);
        }
        DicomException thrown = assertThrows(DicomException.class, () -> DicomReader.fromBytes(raw.bytes(), TransferSyntax.EXPLICIT_LE));
        assertTrue(thrown.getMessage().contains("nested"), thrown.getMessage());
    }

    @Test
    void theCountOfElementsHasALimit() {
        ReadOptions tight = new ReadOptions(1024, 1024, 8, 1000, BulkStore.inMemory(1024), -1, true, oddity -> { });
        RawBytes raw = RawBytes.in(TransferSyntax.EXPLICIT_LE).header(Tag.CONTENT_SEQUENCE, "SQ", RawBytes.UNDEFINED);
        for (int i = 0; i < 1000; i++) {
            raw.item();
        }
        assertThrows(DicomException.class, () -> DicomReader.read(ByteSource.of(raw.bytes()), TransferSyntax.EXPLICIT_LE, tight));
    }

    @Test
    void hundredsOfThousandsOfElementsInBackwardOrderAreNoHalt() throws IOException {
        RawBytes raw = RawBytes.in(TransferSyntax.EXPLICIT_LE);
        for (int group = 0x7001; group > 0x6001; group -= 2) {
            for (int element = 0x10FF; element >= 0x1010; element--) {
                raw.element(Tag.of(group, element), "LO");
            }
            raw.header(Tag.of(group, 0), "UL", 4).ints(0);
        }
        DataSet dataSet = DicomReader.fromBytes(raw.bytes(), TransferSyntax.EXPLICIT_LE);
        assertFalse(dataSet.isAscending());
        assertEquals(raw.bytes().length, DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_LE).length);
    }

    @Test
    void aDeflateBombStopsAtTheStoresLimit() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bomb, new Deflater(9, true))) {
            out.write(RawBytes.in(TransferSyntax.EXPLICIT_LE).header(Tag.PIXEL_DATA, "OB", 1 << 30).bytes());
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        ReadOptions options = ReadOptions.defaults().withStore(BulkStore.inMemory(8 << 20));
        InputStream in = new ByteArrayInputStream(bomb.toByteArray());
        DicomException thrown = assertThrows(DicomException.class, () -> DicomReader.read(in, TransferSyntax.DEFLATED_LE, options));
        assertTrue(thrown.getMessage().contains("8388608"), thrown.getMessage());
    }

    @Test
    void whatIsNoDeflateStreamIsRefused() {
        byte[] plain = RawBytes.in(TransferSyntax.EXPLICIT_LE).text(Tag.MODALITY, "CS", "CT").bytes();
        assertThrows(DicomException.class, () -> DicomReader.fromBytes(plain, TransferSyntax.DEFLATED_LE));
    }
}
