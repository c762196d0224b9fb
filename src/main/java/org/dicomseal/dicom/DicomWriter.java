package org.dicomseal.dicom;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes data sets in a transfer syntax: VRs are left out or put in, numbers swapped, as it asks. Codestreams are not
 * transcoded: fragments can only be written in an encapsulated syntax. Group lengths that are there are written right.
 * Call {@link #finish()} at the end; it doesn't close the stream.
 */
public final class DicomWriter {

    public DicomWriter(OutputStream out, TransferSyntax syntax) {
    }

    public void write(DataSet dataSet) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Only the elements whose tag is (unsigned) below the given one. */
    public void writeBefore(DataSet dataSet, int tag) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Only the elements from the given tag on. */
    public void writeFrom(DataSet dataSet, int tag) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** One element; the caller keeps to the order. */
    public void write(Element element) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Ends a deflated data set, and flushes. */
    public void finish() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The bytes that {@link #write(DataSet)} makes; for a deflated syntax before deflating. */
    public static long length(DataSet dataSet, TransferSyntax syntax) throws IOException {
        throw new UnsupportedOperationException();
    }

    public static byte[] toBytes(DataSet dataSet, TransferSyntax syntax) throws IOException {
        throw new UnsupportedOperationException();
    }
}
