package org.dicomseal.seal;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.TransferSyntax;

/**
 * What sealing gave: a data set that can be written, any number of times, until this object is closed. The data set it was made of
 * must stay readable until then.
 */
public final class SealedObject implements Closeable {

    /** What was done. */
    public enum Outcome {
        /** The object is sealed now. */
        SEALED,
        /** The object was sealed before, under a key that is held; it is given on as it is. */
        ALREADY_SEALED,
        /** The object has nothing that is sealed here; it is given on as it is, as the options say. */
        FORWARDED
    }

    public Outcome outcome() {
        throw new UnsupportedOperationException();
    }

    /** The data set to send. It must not be changed. */
    public DataSet dataSet() {
        throw new UnsupportedOperationException();
    }

    /** What sealing did in figures; zeros unless it is SEALED. */
    public SealFigures figures() {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes the data set, without file meta information.
     *
     * @param syntax Explicit or Implicit VR Little Endian; for a forwarded object any that {@link #canBeWrittenIn} allows
     */
    public void writeTo(OutputStream out, TransferSyntax syntax) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Whether {@link #writeTo} takes this syntax: any native one for sealed objects, else also the object's own. */
    public boolean canBeWrittenIn(TransferSyntax syntax) {
        throw new UnsupportedOperationException();
    }

    /** Deletes the scratch file. */
    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException();
    }
}
