package org.dicomseal.dicom;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads data sets (without preamble and file meta information: that is {@link DicomFile}'s part).
 */
public final class DicomReader {

    private DicomReader() {
    }

    /** Large values stay regions of the source, which must stay open while they are used. */
    public static DataSet read(ByteSource source, TransferSyntax syntax, ReadOptions options) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Reads to the end of the stream, or to {@link ReadOptions#stopBefore()}; large values go to the store. */
    public static DataSet read(InputStream in, TransferSyntax syntax, ReadOptions options) throws IOException {
        throw new UnsupportedOperationException();
    }

    public static DataSet fromBytes(byte[] bytes, TransferSyntax syntax) throws IOException {
        return read(ByteSource.of(bytes), syntax, ReadOptions.defaults());
    }

    static SequenceElement sequenceIn(ValueElement value) throws IOException {
        throw new UnsupportedOperationException();
    }
}
