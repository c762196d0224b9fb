package org.dicomseal.dcm4che;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.seal.View;

/** Whether an object that comes is one that is held already, bit for bit: senders repeat what they got no answer for. */
final class Resend {

    private final Unsealer unsealer;

    Resend(Unsealer unsealer) {
        this.unsealer = unsealer;
    }

    /**
     * @param sealedBefore the object came sealed, so it is compared with the stored one as it lies there
     * @return false also where the stored object can't be opened, or can't be written in the syntax
     */
    boolean isHeld(SealedStore.Entry entry, DataSet received, TransferSyntax syntax, boolean sealedBefore) throws IOException {
        SealedStore.Content incoming = out -> write(received, syntax, out);
        try (DicomFile stored = entry.open()) {
            if (sealedBefore) {
                return stored.syntax().equals(syntax)
                        && Arrays.equals(digest(incoming), digest(out -> write(stored.dataSet(), syntax, out)));
            }
            try (UnsealedObject object = unsealer.open(stored.dataSet(), stored.syntax())) {
                return object.canBeWrittenIn(syntax)
                        && Arrays.equals(digest(incoming), digest(out -> object.writeTo(out, syntax, View.ORIGINAL)));
            }
        } catch (KeyUnavailableException | IOException e) {
            // What can't be given back is no reason to turn a good object away.
            return false;
        }
    }

    private static void write(DataSet dataSet, TransferSyntax syntax, OutputStream out) throws IOException {
        DicomWriter writer = new DicomWriter(out, syntax);
        writer.write(dataSet);
        writer.finish();
    }

    private static byte[] digest(SealedStore.Content content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
