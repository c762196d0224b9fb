package org.dicomseal.seal;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.TransferSyntax;

/**
 * An opened sealed object. Its pixels are decrypted, decoded and verified while it is written, once; attributes that the archive added
 * or changed elsewhere stay as the archive has them.
 */
public final class UnsealedObject implements Closeable {

    /** What the payload says of the object at sealing. */
    public Origin origin() {
        throw new UnsupportedOperationException();
    }

    /** The syntax in which the original came, and in which it can always be written. */
    public TransferSyntax transferSyntax() {
        throw new UnsupportedOperationException();
    }

    /** Identifiers that differ from those at sealing; empty if none does. */
    public List<Mismatch> mismatches() {
        throw new UnsupportedOperationException();
    }

    /** Puts the identifiers of {@link #mismatches} back to their values at sealing, before writing. */
    public void restoreIdentity() {
        throw new UnsupportedOperationException();
    }

    /** The restored data set; values that lie behind the attributes in the payload can be read by {@link #writeTo} alone. */
    public DataSet dataSet() {
        throw new UnsupportedOperationException();
    }

    /** Whether {@link #writeTo} takes this syntax: the original's own, and any native one if the original's is native. */
    public boolean canBeWrittenIn(TransferSyntax syntax) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes the restored data set, without file meta information; once only. Every record is authenticated before any byte of it
     * comes out, and the digest of all pixels is compared before their last byte does: after an exception the receiver must throw
     * away what it got.
     *
     * @throws org.dicomseal.keys.AuthenticationException if the payload is not what was sealed
     */
    public void writeTo(OutputStream out, TransferSyntax syntax, View view) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Overwrites the keys of this object. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
