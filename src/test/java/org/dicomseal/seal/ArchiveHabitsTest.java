package org.dicomseal.seal;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.SequenceElement;
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

/** What archives do to objects, and that the image survives it. */
class ArchiveHabitsTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_LE;

    @TempDir
    Path scratch;

    @Test
    void strippedPrivateTagsDoNoHarm() throws Exception {
        DataSet original = Images.ct(50, 40);
        DataSet archived = sealed(original);
        for (Element element : DataSets.snapshot(archived)) {
            if (Tag.isPrivate(element.tag())) {
                archived.remove(element.tag());
            }
        }
        assertArrayEquals(Images.bytes(original, EXPLICIT), Images.unsealedBytes(archived, EXPLICIT));
    }

    @Test
    void implicitVrKeepsSequencesAndOddVrs() throws Exception {
        DataSet original = Images.ct(50, 40);
        original.putString(0x00290010, VR.LO, "VENDOR");
        original.putSequence(0x00291010, new DataSet().putString(0x00290010, VR.LO, "VENDOR").putInts(0x00291011, VR.US, 7));
        original.putString(Tag.KVP, VR.LO, "80 ");
        DataSet archived = Images.throughArchive(Images.sealer(scratch), original, EXPLICIT, TransferSyntax.IMPLICIT_LE);
        DataSet restored = DicomReader.fromBytes(Images.unsealedBytes(archived, EXPLICIT), EXPLICIT);
        assertEquals(List.of(), DataSetComparison.compare(original, restored));
        assertEquals(VR.LO, restored.get(Tag.KVP).vr());
        assertTrue(restored.get(0x00291010) instanceof SequenceElement);
    }

    @Test
    void vrsTurnedIntoUnAreReadBack() throws Exception {
        DataSet original = Images.ct(50, 40);
        DataSet archived = new DataSet();
        for (Element element : sealed(original)) {
            archived.put(element instanceof ValueElement value ? value.as(VR.UN) : element);
        }
        DataSet restored = DicomReader.fromBytes(Images.unsealedBytes(archived, EXPLICIT), EXPLICIT);
        assertEquals(List.of(), DataSetComparison.compare(original, restored));
    }

    @Test
    void whatTheArchiveAddedElsewhereStays() throws Exception {
        DataSet archived = sealed(Images.ct(50, 40));
        archived.putString(0x00330010, VR.LO, "ARCHIVE").putString(0x00331001, VR.LO, "stored");
        archived.putString(Tag.INSTITUTION_NAME, VR.LO, "Moved");
        DataSet restored = DicomReader.fromBytes(Images.unsealedBytes(archived, EXPLICIT), EXPLICIT);
        assertEquals("stored", restored.string(0x00331001));
        assertEquals("Moved", restored.string(Tag.INSTITUTION_NAME));
        assertFalse(restored.contains(0x00990010), "our block is gone");
    }

    @Test
    void whatTheArchiveMadeOfTheNoiseGoes() throws Exception {
        DataSet original = Images.image(Uids.CT_IMAGE_STORAGE, 40, 40, 1, 16, 12, false, "MONOCHROME2", 1);
        DataSet archived = sealed(original);
        archived.putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.US, 3).putSequence(Tag.ICON_IMAGE_SEQUENCE, new DataSet());
        assertArrayEquals(Images.bytes(original, EXPLICIT), Images.unsealedBytes(archived, EXPLICIT));
    }

    @Test
    void aPrivateBlockOfTheSameCreatorIsNotTouched() throws Exception {
        DataSet original = Images.ct(30, 30);
        original.putString(0x00990010, VR.LO, PrivateBlock.CREATOR).putString(0x00991005, VR.UI, "1.2");
        DataSet archived = sealed(original);
        assertEquals(PrivateBlock.CREATOR, archived.string(0x00990011));
        assertArrayEquals(Images.bytes(original, EXPLICIT), Images.unsealedBytes(archived, EXPLICIT));
    }

    @Test
    void anotherImageInItsPlaceIsNotSealed() throws Exception {
        DataSet archived = sealed(Images.ct(30, 30));
        archived.put(new ValueElement(Tag.PIXEL_DATA, VR.OW, Bulk.of(new byte[1800])));
        assertThrows(NotSealedException.class, () -> Images.unsealer().open(archived));
        assertFalse(Images.unsealer().isSealed(archived), "the private block alone proves nothing");
    }

    @Test
    void sealingAgainChangesNothing() throws Exception {
        DataSet archived = sealed(Images.ct(50, 40));
        try (SealedObject again = Images.sealer(scratch).seal(archived, EXPLICIT)) {
            assertEquals(SealedObject.Outcome.ALREADY_SEALED, again.outcome());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            again.writeTo(bytes, EXPLICIT);
            assertArrayEquals(Images.bytes(archived, EXPLICIT), bytes.toByteArray());
        }
    }

    @Test
    void whatAnotherNodeSealedIsSealedLikeAnyImage() throws Exception {
        DataSet original = Images.ct(50, 40);
        Sealer other = new Sealer(FixedKeys.TWO, new Scratch(scratch, 0), SealOptions.defaults());
        DataSet theirs = Images.throughArchive(other, original, EXPLICIT, EXPLICIT);
        DataSet ours = sealed(theirs);
        DataSet back = DicomReader.fromBytes(Images.unsealedBytes(ours, EXPLICIT), EXPLICIT);
        assertArrayEquals(Images.bytes(theirs, EXPLICIT), Images.bytes(back, EXPLICIT));
        assertTrue(new Unsealer(FixedKeys.TWO, Parallelism.SINGLE).isSealed(back));
    }

    @Test
    void aBigEndianArchiveGivesThePayloadBack() throws Exception {
        DataSet original = Images.ct(50, 40);
        DataSet archived = Images.throughArchive(Images.sealer(scratch), original, EXPLICIT, TransferSyntax.EXPLICIT_BE);
        assertArrayEquals(Images.bytes(original, EXPLICIT), Images.unsealedBytes(archived, EXPLICIT));
    }

    @Test
    void anArchiveThatCompressesTheCarrierWithoutLossDoesNoHarm() throws Exception {
        for (int bits : new int[] {8, 16}) {
            DataSet original = Images.image(Uids.CT_IMAGE_STORAGE, 90, 80, 1, bits, bits, false, "MONOCHROME2", 1);
            DataSet archived = sealed(original);
            byte[] carrier = ((ValueElement) archived.get(Tag.PIXEL_DATA)).value().bytes();
            archived.put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.empty(), Bulk.of(RunLengths.encode(carrier, bits / 8)))));
            TransferSyntax rle = TransferSyntax.of(Uids.RLE_LOSSLESS);
            assertTrue(Images.unsealer().isSealed(archived, rle));
            try (UnsealedObject unsealed = Images.unsealer().open(archived, rle)) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                unsealed.writeTo(bytes, EXPLICIT, View.ORIGINAL);
                assertArrayEquals(Images.bytes(original, EXPLICIT), bytes.toByteArray());
            }
            try (SealedObject again = Images.sealer(scratch).seal(archived, rle)) {
                assertEquals(SealedObject.Outcome.ALREADY_SEALED, again.outcome());
            }
        }
    }

    private DataSet sealed(DataSet original) throws Exception {
        return Images.throughArchive(Images.sealer(scratch), original, EXPLICIT, EXPLICIT);
    }
}
