package org.dicomseal.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each frame is exactly its own bytes, however the pixel data is stored. */
class PixelDataTest {

    private static DataSet image(int rows, int columns, int samples, int bits, String photometric, int frames) {
        return new DataSet().putInts(Tag.ROWS, VR.US, rows).putInts(Tag.COLUMNS, VR.US, columns)
                .putInts(Tag.SAMPLES_PER_PIXEL, VR.US, samples).putInts(Tag.BITS_ALLOCATED, VR.US, bits)
                .putInts(Tag.BITS_STORED, VR.US, bits).putInts(Tag.HIGH_BIT, VR.US, bits - 1)
                .putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0).putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, photometric)
                .putInts(Tag.NUMBER_OF_FRAMES, VR.IS, frames);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void nativeFramesFollowEachOther() throws IOException {
        byte[] bytes = noise(3 * 3 * 5 + 1);
        NativePixelData pixels = (NativePixelData) PixelData.of(image(3, 5, 1, 8, "MONOCHROME2", 3).putBytes(Tag.PIXEL_DATA, VR.OB, bytes));
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(Arrays.copyOfRange(bytes, 15 * i, 15 * i + 15), pixels.frame(i).bytes());
        }
        assertArrayEquals(new byte[] {bytes[45]}, pixels.surplus().bytes());
        assertEquals(0, pixels.surplusBits());
        assertThrows(IndexOutOfBoundsException.class, () -> pixels.frame(3));
    }

    @ParameterizedTest
    @CsvSource({"1,3,5,7", "1,8,8,3", "12,3,3,5", "1,1,1,9", "1,5,5,1"})
    void framesThatEndInsideAByteComeApartAndTogetherAgain(int bits, int rows, int columns, int frames) throws IOException {
        DataSet dataSet = image(rows, columns, 1, bits, "MONOCHROME2", frames);
        byte[] bytes = noise((rows * columns * bits * frames + 7) / 8 + 1);
        NativePixelData pixels = (NativePixelData) PixelData.of(dataSet.putBytes(Tag.PIXEL_DATA, VR.OB, bytes));
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        FrameJoiner joiner = new FrameJoiner(joined, pixels.image());
        for (int i = 0; i < frames; i++) {
            byte[] frame = pixels.frame(i).bytes();
            for (int bit = 0; bit < rows * columns * bits; bit++) {
                long at = (long) i * rows * columns * bits + bit;
                assertEquals(bytes[(int) (at / 8)] >> at % 8 & 1, frame[bit / 8] >> bit % 8 & 1, "frame " + i + " bit " + bit);
            }
            joiner.add(frame);
        }
        joiner.finish(pixels.surplusBits());
        pixels.surplus().transferTo(joined);
        assertArrayEquals(((ValueElement) dataSet.get(Tag.PIXEL_DATA)).value().bytes(), joined.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"OW,8,3,3", "OW,16,3,3", "OB,8,3,3"})
    void bigEndianFramesAreGivenInLittleEndian(String vr, int bits, int rows, int columns) throws IOException {
        DataSet little = image(rows, columns, 1, bits, "MONOCHROME2", 4).putBytes(Tag.PIXEL_DATA, VR.valueOf(vr), noise(rows * columns * bits / 8 * 4));
        DataSet big = DicomReader.fromBytes(DicomWriter.toBytes(little, TransferSyntax.EXPLICIT_BE), TransferSyntax.EXPLICIT_BE);
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(PixelData.of(little).frame(i).bytes(), PixelData.of(big).frame(i).bytes());
        }
    }

    @Test
    void subsampledChromaTakesTwoSamplesAPixelUnlessAllAreThere() throws IOException {
        DataSet dataSet = image(2, 4, 3, 8, "YBR_FULL_422", 2);
        assertEquals(16, PixelData.of(dataSet.putBytes(Tag.PIXEL_DATA, VR.OB, new byte[32])).frame(1).length());
        assertEquals(24, PixelData.of(dataSet.putBytes(Tag.PIXEL_DATA, VR.OB, new byte[48])).frame(1).length());
    }

    @Test
    void floatingPointPixelsHaveTheirOwnElements() throws IOException {
        DataSet dataSet = image(2, 2, 1, 64, "MONOCHROME2", 1).putBytes(Tag.DOUBLE_FLOAT_PIXEL_DATA, VR.OD, noise(32));
        dataSet.remove(Tag.BITS_STORED);
        dataSet.remove(Tag.HIGH_BIT);
        assertEquals(ImagePixel.Kind.DOUBLE, PixelData.of(dataSet).image().kind());
        assertEquals(32, PixelData.of(dataSet).frame(0).length());
    }

    @Test
    void aValueThatIsTooShortIsNamed() {
        DataSet dataSet = image(100, 100, 1, 16, "MONOCHROME2", 1).putBytes(Tag.PIXEL_DATA, VR.OW, new byte[100]);
        assertEquals("(7FE0,0010): holds 100 bytes, the image needs 20000",
                assertThrows(DicomException.class, () -> PixelData.of(dataSet)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"00280010,0", "00280011,0", "00280002,0", "00280100,65", "00280101,17", "00280101,0", "00280102,20",
        "00280102,3", "00280103,2"})
    void anImpossibleAttributeIsNamed(String hex, int value) {
        int tag = Integer.parseInt(hex, 16);
        DataSet dataSet = image(2, 2, 1, 16, "MONOCHROME2", 1).putBytes(Tag.PIXEL_DATA, VR.OW, new byte[8]).putInts(tag, VR.US, value);
        assertTrue(assertThrows(DicomException.class, () -> ImagePixel.of(dataSet)).getMessage().startsWith(Tag.toString(tag)));
    }

    @Test
    void aMissingAttributeIsNamed() {
        for (int tag : new int[] {Tag.ROWS, Tag.COLUMNS, Tag.BITS_ALLOCATED, Tag.BITS_STORED, Tag.HIGH_BIT, Tag.SAMPLES_PER_PIXEL,
            Tag.PHOTOMETRIC_INTERPRETATION, Tag.PIXEL_DATA}) {
            DataSet dataSet = image(2, 2, 1, 16, "MONOCHROME2", 1).putBytes(Tag.PIXEL_DATA, VR.OW, new byte[8]);
            dataSet.remove(tag);
            assertTrue(assertThrows(DicomException.class, () -> ImagePixel.of(dataSet)).getMessage().startsWith(Tag.toString(tag)));
        }
    }

    @Test
    void anImageBeyondAllBoundsIsNamed() {
        DataSet dataSet = image(65535, 65535, 65535, 64, "MONOCHROME2", Integer.MAX_VALUE).putBytes(Tag.PIXEL_DATA, VR.OW, new byte[8]);
        assertThrows(DicomException.class, () -> PixelData.of(dataSet));
    }

    // ---- encapsulated

    private static final byte[] SOI = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1};
    private static final byte[] MORE = {5, 6};

    private static DataSet encapsulated(int frames, byte[]... fragments) {
        List<Bulk> all = new ArrayList<>();
        for (byte[] fragment : fragments) {
            all.add(Bulk.of(fragment));
        }
        return image(2, 2, 1, 8, "MONOCHROME2", frames).put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, all));
    }

    private static byte[] offsets(long... values) {
        return Values.integerBytes(0, VR.UL, values);
    }

    @Test
    void theBasicOffsetTableSaysWhichFragmentsMakeAFrame() throws IOException {
        PixelData pixels = PixelData.of(encapsulated(2, offsets(0, 22), MORE, SOI, SOI));
        assertEquals(List.of(6L, 4L), List.of(pixels.frame(0).length(), pixels.frame(1).length()));
        assertArrayEquals(new byte[] {5, 6, (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1}, pixels.frame(0).bytes());
    }

    @Test
    void theExtendedOffsetTableGoesBeforeTheBasicOne() throws IOException {
        DataSet dataSet = encapsulated(2, new byte[0], MORE, SOI, SOI).putInts(Tag.EXTENDED_OFFSET_TABLE, VR.OV, 0, 10);
        assertEquals(8, PixelData.of(dataSet).frame(1).length());
    }

    @Test
    void withoutATableFramesAreCountedOrKnownByTheirFirstBytes() throws IOException {
        assertEquals(4, PixelData.of(encapsulated(2, new byte[0], MORE, SOI)).frame(1).length());
        assertEquals(8, PixelData.of(encapsulated(1, new byte[0], MORE, SOI, MORE)).frame(0).length());
        PixelData split = PixelData.of(encapsulated(2, new byte[0], SOI, MORE, MORE, SOI));
        assertEquals(List.of(8L, 4L), List.of(split.frame(0).length(), split.frame(1).length()));
    }

    @Test
    void aTableThatIsWrongIsNotBelieved() throws IOException {
        for (byte[] table : new byte[][] {offsets(0, 11), offsets(0, 0), offsets(10, 0), offsets(10, 22), {1, 2, 3}}) {
            PixelData pixels = PixelData.of(encapsulated(2, table, SOI, MORE, SOI, MORE));
            assertEquals(6, pixels.frame(1).length());
        }
    }

    @Test
    void whatCanNotBeToldIsSaidWhenAskedFor() throws IOException {
        EncapsulatedPixelData video = (EncapsulatedPixelData) PixelData.of(encapsulated(5, new byte[0], MORE, MORE));
        assertFalse(video.framesKnown());
        assertTrue(assertThrows(DicomException.class, () -> video.frame(0)).getMessage().contains("which of 2 fragments"));
        assertThrows(DicomException.class, () -> PixelData.of(encapsulated(1, new byte[0])).frame(0));
    }
}
