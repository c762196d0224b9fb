package org.dicomseal.dicom;

import java.util.List;
import java.util.Locale;
import org.dicomseal.dicom.TransferSyntax.Fidelity;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tags, UIDs and transfer syntaxes are what PS3.6 says. */
class RegistryTest {

    @Test
    void theDictionaryKnowsStandardRepeatingAndPrivateElements() {
        assertEquals(VR.PN, Dictionary.vr(Tag.PATIENT_NAME));
        assertEquals("PatientName", Dictionary.keyword(Tag.PATIENT_NAME));
        assertEquals(Tag.PATIENT_NAME, Dictionary.tag("PatientName").orElseThrow());
        assertEquals("OverlayRows", Dictionary.keyword(0x60020010));
        assertEquals(List.of(VR.OB, VR.OW), Dictionary.find(0x60FE3000).orElseThrow().vrs());
        assertEquals("1-n", Dictionary.find(Tag.IMAGE_TYPE).orElseThrow().multiplicity().replace("2-n", "1-n"));
        assertEquals(VR.LO, Dictionary.vr(0x00090010));
        assertEquals(VR.UN, Dictionary.vr(0x00091001));
        assertEquals(VR.UL, Dictionary.vr(0x00090000));
        assertEquals(VR.OV, Dictionary.vr(Tag.EXTENDED_OFFSET_TABLE));
    }

    @Test
    void theConstantsMatchTheDictionary() throws ReflectiveOperationException {
        for (var field : Tag.class.getFields()) {
            int tag = field.getInt(null);
            if (Tag.group(tag) != 0xFFFE) {
                String keyword = Dictionary.keyword(tag);
                assertEquals(field.getName().replace("_", ""), keyword.toUpperCase(Locale.ROOT));
            }
        }
        for (var field : Uids.class.getFields()) {
            assertTrue(UidRegistry.entries().containsKey((String) field.get(null)), field.getName());
        }
    }

    @Test
    void tagsKnowWhatTheyAre() {
        assertEquals("(7FE0,0010)", Tag.toString(Tag.PIXEL_DATA));
        assertTrue(Tag.isPrivate(0x00091001));
        assertTrue(Tag.isPrivateCreator(0x00090010));
        assertFalse(Tag.isPrivateCreator(0x00091001));
        assertFalse(Tag.isPrivateCreator(0x00080010));
        assertEquals(Tag.PIXEL_DATA, Tag.of(0x7FE0, 0x0010));
    }

    @Test
    void transferSyntaxesSayHowTheyAreLaidOut() {
        assertFalse(TransferSyntax.of(Uids.IMPLICIT_VR_LITTLE_ENDIAN).explicitVr());
        assertTrue(TransferSyntax.of(Uids.EXPLICIT_VR_BIG_ENDIAN).bigEndian());
        assertTrue(TransferSyntax.of(Uids.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN).deflated());
        TransferSyntax deflatedFrames = TransferSyntax.of(Uids.DEFLATED_IMAGE_FRAME);
        assertTrue(deflatedFrames.encapsulated() && !deflatedFrames.deflated() && deflatedFrames.fidelity() == Fidelity.LOSSLESS);
        TransferSyntax referenced = TransferSyntax.of("1.2.840.10008.1.2.4.95");
        assertTrue(referenced.deflated() && !referenced.encapsulated());
        TransferSyntax unknown = TransferSyntax.of("1.2.3");
        assertTrue(unknown.encapsulated() && unknown.explicitVr() && unknown.fidelity() == Fidelity.UNKNOWN);
        assertFalse(TransferSyntax.isKnown("1.2.3"));
    }

    @Test
    void transferSyntaxesSayWhatTheyMayHaveLost() {
        assertEquals(Fidelity.NATIVE, TransferSyntax.EXPLICIT_LE.fidelity());
        assertEquals(Fidelity.LOSSY, TransferSyntax.of(Uids.JPEG_BASELINE).fidelity());
        assertEquals(Fidelity.LOSSY, TransferSyntax.of(Uids.JPEG_LS_NEAR_LOSSLESS).fidelity());
        assertEquals(Fidelity.LOSSLESS, TransferSyntax.of(Uids.JPEG_LOSSLESS_SV1).fidelity());
        assertEquals(Fidelity.LOSSLESS, TransferSyntax.of(Uids.RLE_LOSSLESS).fidelity());
        assertEquals(Fidelity.EITHER, TransferSyntax.of(Uids.JPEG_2000).fidelity());
        assertTrue(TransferSyntax.all().size() > 55);
    }

    @Test
    void storageClassesAreThoseOfTheStorageService() {
        assertTrue(StorageClasses.all().size() > 170, "count " + StorageClasses.all().size());
        assertTrue(StorageClasses.all().contains(Uids.CT_IMAGE_STORAGE));
        assertTrue(StorageClasses.isStorage("1.2.840.10008.5.1.4.1.1.11.1"));
        assertTrue(StorageClasses.isStorage("1.2.840.10008.5.1.4.1.1.1.1"), "For Presentation");
        assertTrue(StorageClasses.isStorage("1.2.840.10008.5.1.4.1.1.999"), "younger than the list");
        for (String uid : new String[] {Uids.VERIFICATION, Uids.STORAGE_COMMITMENT_PUSH, Uids.STUDY_ROOT_FIND,
            Uids.MEDIA_STORAGE_DIRECTORY, "1.2.840.10008.5.1.4.1.1.200.5", "1.2.840.10008.4.2", "1.2.3"}) {
            assertFalse(StorageClasses.isStorage(uid), uid);
        }
    }

    @Test
    void uidsAreCheckedAndMade() {
        assertTrue(Uids.isValid("1.2.840.10008.1.1") && Uids.isValid(Uids.random()) && Uids.isValid(FileMeta.IMPLEMENTATION_CLASS_UID));
        for (String bad : new String[] {"", "1", "1..2", "1.02", "1.2.", "a.b", "1.2\n", "1." + "2".repeat(63)}) {
            assertFalse(Uids.isValid(bad), bad);
        }
    }
}
