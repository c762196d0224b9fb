package org.dicomseal.seal;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
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

    private final Outcome outcome;
    private final DataSet dataSet;
    private final TransferSyntax own;
    private final SealFigures figures;
    private final ScratchFile scratch;

    private SealedObject(Outcome outcome, DataSet dataSet, TransferSyntax own, SealFigures figures, ScratchFile scratch) {
        this.outcome = outcome;
        this.dataSet = dataSet;
        this.own = own;
        this.figures = figures;
        this.scratch = scratch;
    }

    static SealedObject sealed(DataSet dataSet, SealFigures figures, ScratchFile scratch) {
        return new SealedObject(Outcome.SEALED, dataSet, TransferSyntax.EXPLICIT_LE, figures, scratch);
    }

    static SealedObject asItIs(Outcome outcome, DataSet dataSet, TransferSyntax syntax) {
        return new SealedObject(outcome, dataSet, syntax, new SealFigures(0, 0, 0, 0, "", ""), null);
    }

    public Outcome outcome() {
        return outcome;
    }

    /** The data set to send. It must not be changed. */
    public DataSet dataSet() {
        return dataSet;
    }

    /** What sealing did in figures; zeros unless it is SEALED. */
    public SealFigures figures() {
        return figures;
    }

    /**
     * Writes the data set, without file meta information.
     *
     * @param syntax Explicit or Implicit VR Little Endian; for a forwarded object any that {@link #canBeWrittenIn} allows
     */
    public void writeTo(OutputStream out, TransferSyntax syntax) throws IOException {
        if (!canBeWrittenIn(syntax)) {
            throw new IOException("the object can't be written in " + syntax);
        }
        DicomWriter writer = new DicomWriter(out, syntax);
        writer.write(dataSet);
        writer.finish();
    }

    /** Whether {@link #writeTo} takes this syntax: any native one where there are no codestreams, else the object's own. */
    public boolean canBeWrittenIn(TransferSyntax syntax) {
        boolean codestreams = dataSet.get(Tag.PIXEL_DATA) instanceof FragmentsElement;
        return syntax.uid().equals(own.uid()) || !codestreams && !syntax.encapsulated();
    }

    /** Deletes the scratch file. */
    @Override
    public void close() throws IOException {
        if (scratch != null) {
            scratch.close();
        }
    }
}
