package org.dicomseal.seal;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
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

/** Lossless codestreams may go the whole way; whatever can't is sealed as it is. */
class CodestreamsTest {

    private static final TransferSyntax RLE = TransferSyntax.of(Uids.RLE_LOSSLESS);

    @TempDir
    Path scratch;

    private final DataSet uncompressed = Images.image(Uids.CT_IMAGE_STORAGE, 63, 61, 1, 16, 12, false, "MONOCHROME2", 3);

    @Test
    void losslessFramesComeBackAsTheSameSamples() throws Exception {
        assertBack(compressed(3), TransferSyntax.EXPLICIT_LE, uncompressed);
    }

    @Test
    void aFrameThatCannotBeDecodedKeepsTheWholeObjectAsItIs() throws Exception {
        DataSet damaged = compressed(2);
        assertBack(damaged, RLE, damaged);
    }

    @Test
    void codestreamsThatAreSmallerThanWeCanMakeThemAreKept() throws Exception {
        DataSet flat = Images.image(Uids.CT_IMAGE_STORAGE, 8, 8, 1, 8, 8, false, "MONOCHROME2", 1);
        flat.put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.empty(), Bulk.of(RunLengths.encode(new byte[64], 1)))));
        assertBack(flat, RLE, flat);
    }

    @Test
    void codestreamsAreKeptUnlessAskedForOtherwise() throws Exception {
        DataSet archived = Images.throughArchive(Images.sealer(scratch), compressed(3), RLE, TransferSyntax.EXPLICIT_LE);
        assertArrayEquals(Images.bytes(compressed(3), RLE), Images.unsealedBytes(archived, RLE));
    }

    private void assertBack(DataSet original, TransferSyntax syntax, DataSet expected) throws Exception {
        Sealer sealer = new Sealer(FixedKeys.ONE, Scratch.in(scratch),
                SealOptions.defaults().withCodestreams(Codestreams.RECODE));
        DataSet archived = Images.throughArchive(sealer, original, RLE, TransferSyntax.EXPLICIT_LE);
        try (UnsealedObject unsealed = Images.unsealer().open(archived)) {
            assertEquals(syntax.uid(), unsealed.transferSyntax().uid());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            unsealed.writeTo(bytes, syntax, View.ORIGINAL);
            assertArrayEquals(Images.bytes(expected, syntax), bytes.toByteArray());
        }
    }

    /** The image in RLE; frames from {@code good} on are damaged. */
    private DataSet compressed(int good) throws Exception {
        byte[] pixels = ((ValueElement) uncompressed.get(Tag.PIXEL_DATA)).value().bytes();
        List<Bulk> fragments = new ArrayList<>(List.of(Bulk.empty()));
        int length = pixels.length / 3;
        for (int i = 0; i < 3; i++) {
            byte[] coded = RunLengths.encode(Arrays.copyOfRange(pixels, i * length, (i + 1) * length), 2);
            fragments.add(Bulk.of(i < good ? coded : Arrays.copyOf(coded, coded.length / 2)));
        }
        return uncompressed.copy().put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, fragments));
    }
}
