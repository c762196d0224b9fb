package org.dicomseal.cli.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dicomseal.cli.peer.PeerClient;
import org.dicomseal.cli.peer.PeerClient.Fetched;
import org.dicomseal.cli.phantom.PhantomStudy;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DataSetComparison.Difference;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.seal.NotSealedException;
import org.dicomseal.seal.Scratch;
import org.dicomseal.seal.SealOptions;
import org.dicomseal.seal.SealedObject;
import org.dicomseal.seal.Sealer;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.seal.View;

/**
 * Stores a synthetic sealed object in an archive, fetches it back, and names what the archive did to it. The object stays
 * there, under the patient {@value #PATIENT_ID}; DICOM has no service to delete it.
 */
final class Roundtrip {

    private static final String PATIENT_ID = "DICOMSEAL-DOCTOR";
    private static final String CREATOR = "DICOMSEAL 1";

    private final PeerClient archive;
    private final Keyring keyring;
    private final Findings findings;

    Roundtrip(PeerClient archive, Keyring keyring, Findings findings) {
        this.archive = archive;
        this.keyring = keyring;
        this.findings = findings;
    }

    void run() {
        try {
            DataSet original = new PhantomStudy().anyCt();
            original.putString(Tag.PATIENT_ID, VR.LO, PATIENT_ID).putString(Tag.PATIENT_NAME, VR.PN, "DicomSeal^Doctor");
            DataSet first = seal(original);
            archive.store(first, TransferSyntax.EXPLICIT_LE);
            findings.good("round trip: the archive took a sealed CT image (patient " + PATIENT_ID + "; delete it there when done)");
            Fetched back = archive.get(first);
            compare(original, first, back);
            storeAgain(original, first);
        } catch (IOException | KeysException e) {
            findings.fault("round trip: " + e.getMessage(), "the archive must accept CT images in Explicit VR Little Endian, and give "
                    + "them back by C-GET; an archive that offers C-MOVE alone can only be tried through the running node");
        }
    }

    /** Seals, and reads the result as it goes over the wire: an object on its own, independent of the original. */
    private DataSet seal(DataSet original) throws IOException, KeysException {
        Path folder = Files.createTempDirectory("dicomseal-doctor");
        try (SealedObject sealed = new Sealer(keyring, Scratch.in(folder), SealOptions.defaults())
                .seal(original, TransferSyntax.EXPLICIT_LE)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            sealed.writeTo(bytes, TransferSyntax.EXPLICIT_LE);
            return DicomReader.fromBytes(bytes.toByteArray(), TransferSyntax.EXPLICIT_LE);
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    private void compare(DataSet original, DataSet sent, Fetched back) throws IOException, KeysException {
        if (back.syntax().encapsulated()) {
            findings.note("round trip: the archive keeps it as " + back.syntax().name(), "turn compression off for what this node sends: "
                    + "a sealed image can't be compressed, and lossy compression destroys it");
        }
        privateBlock(sent, back.dataSet());
        List<Difference> differences = DataSetComparison.compare(withoutPrivate(sent), withoutPrivate(back.dataSet()));
        for (Difference difference : differences) {
            findings.note("round trip: the archive changed the object: " + difference, "harmless as long as the image unseals; "
                    + "a changed UID or Patient ID is handled as 'mismatch' says");
        }
        unseal(original, back.dataSet());
    }

    private void privateBlock(DataSet sent, DataSet back) {
        boolean kept = hasBlock(back);
        if (!kept) {
            findings.note("round trip: the archive stripped the private block", "sealed images still unseal; people can't see in the "
                    + "header how they were sealed");
            return;
        }
        for (Element element : sent) {
            Element other = back.get(element.tag());
            if (Tag.isPrivate(element.tag()) && other != null && other.vr() != element.vr()) {
                findings.note("round trip: the archive turned private VRs into " + other.vr() + " (Implicit VR)", "nothing to do");
                return;
            }
        }
        findings.good("round trip: the private block came back as it was sent");
    }

    private static boolean hasBlock(DataSet dataSet) {
        for (Element element : dataSet) {
            if (Tag.isPrivateCreator(element.tag()) && CREATOR.equals(dataSet.string(element.tag()))) {
                return true;
            }
        }
        return false;
    }

    private static DataSet withoutPrivate(DataSet dataSet) {
        DataSet copy = dataSet.copy();
        dataSet.forEach(element -> {
            if (Tag.isPrivate(element.tag())) {
                copy.remove(element.tag());
            }
        });
        return copy;
    }

    private void unseal(DataSet original, DataSet back) throws IOException, KeysException {
        try (UnsealedObject unsealed = new Unsealer(keyring, Parallelism.SINGLE).open(back)) {
            unsealed.restoreIdentity();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            unsealed.writeTo(bytes, unsealed.transferSyntax(), View.ORIGINAL);
            DataSet restored = DicomReader.fromBytes(bytes.toByteArray(), unsealed.transferSyntax());
            if (Arrays.equals(pixels(original), pixels(restored))) {
                findings.good("round trip: every pixel came back");
            } else {
                findings.fault("round trip: the pixels differ", "don't use this archive; please report this");
            }
        } catch (NotSealedException e) {
            findings.fault("round trip: what came back doesn't unseal: " + e.getMessage(), "the archive recompressed the image with "
                    + "loss or replaced its pixels: turn that off for what this node sends, or images are lost");
        }
    }

    private static byte[] pixels(DataSet dataSet) throws IOException {
        return dataSet.get(Tag.PIXEL_DATA) instanceof ValueElement value ? value.value().bytes() : new byte[0];
    }

    /** The same object sealed again has another carrier: which of the two does the archive keep? */
    private void storeAgain(DataSet original, DataSet first) throws IOException, KeysException {
        DataSet second = seal(original);
        try {
            archive.store(second, TransferSyntax.EXPLICIT_LE);
        } catch (IOException e) {
            findings.note("round trip: the archive refuses a second object of the same UID: " + e.getMessage(),
                    "an object that was changed at the modality and sent again stays in the queue as refused");
            return;
        }
        byte[] kept = pixels(archive.get(first).dataSet());
        if (Arrays.equals(kept, pixels(second))) {
            findings.good("round trip: a second object of the same UID replaces the first");
        } else {
            findings.note("round trip: the archive answers success to a second object of the same UID, and keeps the first",
                    "an object that was changed at the modality and sent again is not stored: let the archive overwrite, if it can");
        }
    }
}
