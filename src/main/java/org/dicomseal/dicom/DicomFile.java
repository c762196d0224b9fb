package org.dicomseal.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A file of PS3.10, and of what came before it: without preamble, or without file meta information where the data set
 * tells its layout.
 *
 * @param meta            null where there is none
 * @param syntax          as the file meta information says, or else as the data set shows
 * @param dataSetPosition bytes before the data set
 * @param source          to be closed when the values are no longer needed; null when read from a stream
 */
public record DicomFile(FileMeta meta, TransferSyntax syntax, DataSet dataSet, long dataSetPosition, ByteSource source)
        implements Closeable {

    public static DicomFile open(Path file) throws IOException {
        return open(file, ReadOptions.defaults());
    }

    public static DicomFile open(Path file, ReadOptions options) throws IOException {
        throw new UnsupportedOperationException();
    }

    public static DicomFile read(ByteSource source, ReadOptions options) throws IOException {
        throw new UnsupportedOperationException();
    }

    public static DicomFile read(InputStream in, ReadOptions options) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Writes preamble, meta and data set. */
    public void write(OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Writes a file of the given parts, the data set in the syntax that the meta names. */
    public static void write(FileMeta meta, DataSet dataSet, OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {
        if (source != null) {
            source.close();
        }
    }
}
