package org.dicomseal.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dicomseal.codestream.CodestreamDecoders;
import org.dicomseal.codestream.EncodedFormat;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.PixelData;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Images that came as codestreams are given back as they came, or decoded; what was done with them is on record. */
class DecodedRetrievalTest {

    private static final TransferSyntax RLE = TransferSyntax.of("1.2.840.10008.1.2.5");
    private static final TransferSyntax JPEG_LS = TransferSyntax.of("1.2.840.10008.1.2.4.80");
    private static final TransferSyntax NEAR_LOSSLESS = TransferSyntax.of("1.2.840.10008.1.2.4.81");
    private static final TransferSyntax JPEG_2000 = TransferSyntax.of("1.2.840.10008.1.2.4.90");
    private static final TransferSyntax HTJ2K = TransferSyntax.of("1.2.840.10008.1.2.4.201");

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"})
    void whatIsKeptCanBeGivenBackDecoded(String uid) throws Exception {
        DataSet original = jpegLs("g12.jls", 12, 2);
        DataSet archived = Images.throughArchive(Images.sealer(scratch), original, JPEG_LS, TransferSyntax.EXPLICIT_LE);
        assertArrayEquals(Images.bytes(original, JPEG_LS), Images.unsealedBytes(archived, JPEG_LS));

        TransferSyntax plain = TransferSyntax.of(uid);
        DataSet decoded = DicomReader.fromBytes(Images.unsealedBytes(archived, plain), plain);
        byte[] frame = decoded(resource("g12.jls"), JPEG_LS, 12);
        PixelData pixels = PixelData.of(decoded);
        assertArrayEquals(frame, pixels.frame(0).bytes());
        assertArrayEquals(frame, pixels.frame(1).bytes());
        assertEquals("MONOCHROME2", decoded.string(Tag.PHOTOMETRIC_INTERPRETATION));
        assertEquals(VR.OW, ((ValueElement) decoded.get(Tag.PIXEL_DATA)).vr());
    }

    @Test
    void colourIsNamedAsItIsAfterDecoding() throws Exception {
        DataSet original = encapsulated(format(3, 8, "YBR_RCT"), 1, List.of(Bulk.empty(), Bulk.of(resource("c8-rct.j2k"))));
        original.put(new ValueElement(Tag.EXTENDED_OFFSET_TABLE, VR.OV, Bulk.of(new byte[8])));
        DataSet archived = Images.throughArchive(Images.sealer(scratch), original, JPEG_2000, TransferSyntax.EXPLICIT_LE);
        DataSet decoded = DicomReader.fromBytes(Images.unsealedBytes(archived, TransferSyntax.EXPLICIT_LE), TransferSyntax.EXPLICIT_LE);
        assertEquals("RGB", decoded.string(Tag.PHOTOMETRIC_INTERPRETATION));
        assertFalse(decoded.contains(Tag.EXTENDED_OFFSET_TABLE));
        byte[] value = ((ValueElement) decoded.get(Tag.PIXEL_DATA)).value().bytes();
        assertEquals(0, value.length % 2);
        assertEquals(47 * 61 * 3 + 1, value.length);
    }

    @Test
    void framesInSeveralFragmentsWithoutAnOffsetTableAreFound() throws Exception {
        byte[] codestream = resource("g8.jls");
        List<Bulk> fragments = new ArrayList<>(List.of(Bulk.empty()));
        for (int frame = 0; frame < 3; frame++) {
            fragments.add(Bulk.of(Arrays.copyOfRange(codestream, 0, 1000)));
            fragments.add(Bulk.of(Arrays.copyOfRange(codestream, 1000, codestream.length + codestream.length % 2)));
        }
        DataSet original = encapsulated(format(1, 8, "MONOCHROME2"), 3, fragments);
        DataSet archived = Images.throughArchive(Images.sealer(scratch), original, JPEG_LS, TransferSyntax.EXPLICIT_LE);
        DataSet decoded = DicomReader.fromBytes(Images.unsealedBytes(archived, TransferSyntax.EXPLICIT_LE), TransferSyntax.EXPLICIT_LE);
        byte[] frame = decoded(codestream, JPEG_LS, 8);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(frame, PixelData.of(decoded).frame(i).bytes());
        }
    }

    @Test
    void withoutADecoderTheReasonIsGiven() throws Exception {
        DataSet original = encapsulated(format(1, 8, "MONOCHROME2"), 1, List.of(Bulk.empty(), Bulk.of(resource("g8.j2k"))));
        DataSet archived = Images.throughArchive(Images.sealer(scratch), original, HTJ2K, TransferSyntax.EXPLICIT_LE);
        try (UnsealedObject unsealed = Images.unsealer().open(archived)) {
            assertTrue(unsealed.canBeWrittenIn(HTJ2K));
            assertFalse(unsealed.canBeWrittenIn(TransferSyntax.EXPLICIT_LE));
            assertTrue(unsealed.whyNotIn(TransferSyntax.EXPLICIT_LE).contains("High-Throughput"));
            IOException refusal = assertThrows(IOException.class, () -> unsealed.writeTo(OutputStream.nullOutputStream(), TransferSyntax.EXPLICIT_LE,
                    View.ORIGINAL));
            assertTrue(refusal.getMessage().contains("High-Throughput"));
        }
    }

    @Test
    void aBrokenCodestreamIsKeptAndFailsOnlyWhenDecodingIsAsked() throws Exception {
        byte[] broken = Arrays.copyOf(resource("g8.jls"), 900);
        DataSet original = encapsulated(format(1, 8, "MONOCHROME2"), 1, List.of(Bulk.empty(), Bulk.of(broken)));
        DataSet archived = Images.throughArchive(recoding(), original, JPEG_LS, TransferSyntax.EXPLICIT_LE);
        assertArrayEquals(Images.bytes(original, JPEG_LS), Images.unsealedBytes(archived, JPEG_LS));
        assertThrows(IOException.class, () -> Images.unsealedBytes(archived, TransferSyntax.EXPLICIT_LE));
    }

    @Test
    void whatWasDecodedIsOnRecordAndComesBackUncompressed() throws Exception {
        DataSet ct = Images.ct(200, 200);
        byte[] frame = ((ValueElement) ct.get(Tag.PIXEL_DATA)).value().bytes();
        DataSet original = ct.copy().put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.empty(), Bulk.of(RunLengths.encode(frame, 2)))));
        DataSet archived;
        try (SealedObject sealed = recoding().seal(original, RLE)) {
            assertEquals("decoded", sealed.figures().codestreams());
            assertEquals(1, sealed.figures().frames());
            assertTrue(sealed.figures().payloadLength() < sealed.figures().originalLength() / 2);
            assertEquals(RLE.uid(), note(sealed.dataSet(), 0x05));
            assertEquals("decoded", note(sealed.dataSet(), 0x09));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            sealed.writeTo(bytes, TransferSyntax.EXPLICIT_LE);
            archived = DicomReader.fromBytes(bytes.toByteArray(), TransferSyntax.EXPLICIT_LE);
        }
        try (UnsealedObject unsealed = Images.unsealer().open(archived)) {
            assertEquals(TransferSyntax.EXPLICIT_LE, unsealed.transferSyntax());
            assertFalse(unsealed.canBeWrittenIn(RLE), "the codestream can't be made again");
        }
        assertArrayEquals(Images.bytes(ct, TransferSyntax.EXPLICIT_LE), Images.unsealedBytes(archived, TransferSyntax.EXPLICIT_LE));
    }

    @Test
    void whatIsKeptIsOnRecordWithTheReason() throws Exception {
        DataSet original = jpegLs("g12.jls", 12, 1);
        try (SealedObject sealed = recoding().seal(original, JPEG_LS)) {
            assertEquals("kept: smaller than recoded", sealed.figures().codestreams());
            assertTrue(sealed.figures().payloadLength() < sealed.figures().originalLength() * 1.01 + 2048);
        }
        DataSet archived = Images.throughArchive(recoding(), original, JPEG_LS, TransferSyntax.EXPLICIT_LE);
        assertArrayEquals(Images.bytes(original, JPEG_LS), Images.unsealedBytes(archived, JPEG_LS));
    }

    @Test
    void whatLostSomethingIsKept() throws Exception {
        DataSet original = encapsulated(format(1, 12, "MONOCHROME2"), 1, List.of(Bulk.empty(), Bulk.of(resource("g12-near5.jls"))));
        try (SealedObject sealed = recoding().seal(original, NEAR_LOSSLESS)) {
            assertTrue(sealed.figures().codestreams().startsWith("kept: the codestreams are lossy"), sealed.figures().codestreams());
            assertTrue(note(sealed.dataSet(), 0x09).length() <= 64);
        }
    }

    private Sealer recoding() {
        return new Sealer(FixedKeys.ONE, new Scratch(scratch, 1 << 16), SealOptions.defaults().withCodestreams(Codestreams.RECODE));
    }

    private static String note(DataSet sealed, int element) {
        return sealed.string(sealed.privateTag(0x0099, PrivateBlock.CREATOR, element));
    }

    private static DataSet jpegLs(String name, int bits, int frames) {
        List<Bulk> fragments = new ArrayList<>(List.of(Bulk.empty()));
        byte[] codestream = resource(name);
        for (int i = 0; i < frames; i++) {
            fragments.add(Bulk.of(Arrays.copyOf(codestream, codestream.length + codestream.length % 2)));
        }
        return encapsulated(format(1, bits, "MONOCHROME2"), frames, fragments);
    }

    private static EncodedFormat format(int samples, int bits, String photometric) {
        return new EncodedFormat(47, 61, samples, bits > 8 ? 16 : 8, bits, bits - 1, false, 0, photometric);
    }

    private static DataSet encapsulated(EncodedFormat format, int frames, List<Bulk> fragments) {
        DataSet image = Images.image(Uids.SECONDARY_CAPTURE_IMAGE_STORAGE, format.rows(), format.columns(), format.samplesPerPixel(),
                format.bitsAllocated(), format.bitsStored(), false, format.photometric(), frames);
        return image.put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, fragments));
    }

    private static byte[] decoded(byte[] codestream, TransferSyntax syntax, int bits) throws IOException {
        return CodestreamDecoders.forSyntax(syntax.uid()).orElseThrow().decode(codestream, format(1, bits, "MONOCHROME2")).bytes();
    }

    private static byte[] resource(String name) {
        try (InputStream in = DecodedRetrievalTest.class.getResourceAsStream("/codestream/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
