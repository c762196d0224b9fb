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
 * @param meta            null where there is neither preamble nor group 2
 * @param syntax          as the file meta information says; where it says nothing, or the data set shows that it is
 *                        wrong, as the data set shows
 * @param dataSetPosition bytes before the data set
 * @param source          to be closed when the values are no longer needed; null when read from a stream
 */
public record DicomFile(FileMeta meta, TransferSyntax syntax, DataSet dataSet, long dataSetPosition, ByteSource source)
        implements Closeable {

    public static DicomFile open(Path file) throws IOException {
        return open(file, ReadOptions.defaults());
    }

    /** @throws DicomException if the file is not DICOM, or broken */
    public static DicomFile open(Path file, ReadOptions options) throws IOException {
        ByteSource source = ByteSource.open(file);
        try {
            return read(source, options);
        } catch (IOException | RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    /** As {@link DicomReader#read(ByteSource, TransferSyntax, ReadOptions)}: the source must stay open while values are used. */
    public static DicomFile read(ByteSource source, ReadOptions options) throws IOException {
        SourceInput input = new SourceInput(source, 0, source.size());
        Start start = Start.of(input, options);
        long position = input.position();
        DataSet dataSet = start.syntax.deflated() ? DicomReader.read(source, position, start.syntax, options)
                : start.parser.topLevel(start.syntax.encoding());
        return new DicomFile(start.meta, start.syntax, dataSet, position, source);
    }

    public static DicomFile read(InputStream in, ReadOptions options) throws IOException {
        StreamInput input = new StreamInput(in, options.store());
        Start start = Start.of(input, options);
        long position = input.position();
        DataSet dataSet = start.syntax.deflated() ? DicomReader.read(input.rest(), start.syntax, options)
                : start.parser.topLevel(start.syntax.encoding());
        return new DicomFile(start.meta, start.syntax, dataSet, position, null);
    }

    /** What comes before the data set. */
    private record Start(FileMeta meta, TransferSyntax syntax, DataSetParser parser) {

        static Start of(DicomInput input, ReadOptions options) throws IOException {
            byte[] lead = new byte[FileMeta.leadOf(input)];
            input.read(lead, 0, lead.length);
            DataSetParser parser = new DataSetParser(input, options);
            DataSet group2 = parser.fileMeta();
            FileMeta meta = lead.length == 0 && group2.isEmpty() ? null : new FileMeta(lead, group2);
            return new Start(meta, syntax(meta, input, options), parser);
        }

        private static TransferSyntax syntax(FileMeta meta, DicomInput input, ReadOptions options) throws IOException {
            String uid = meta == null ? null : meta.transferSyntaxUid();
            TransferSyntax declared = uid == null ? null : TransferSyntax.of(uid);
            if (declared != null && (declared.deflated() || input.atEnd())) {
                return declared;
            }
            TransferSyntax seen = SyntaxGuess.next(input);
            if (declared == null && seen == null) {
                throw new DicomException("no DICOM file: no transfer syntax UID, and no element at offset " + input.position());
            }
            if (declared == null || (seen != null && !declared.encapsulated() && seen.encoding() != declared.encoding())) {
                options.oddities().accept("the transfer syntax UID is "
                        + (declared == null ? "missing" : uid) + ", the data set is in " + seen);
                return seen;
            }
            return declared;
        }
    }

    /** Writes preamble, meta and data set, as they were read. */
    public void write(OutputStream out) throws IOException {
        write(meta, syntax, dataSet, out);
    }

    /** Writes a file of the given parts, the data set in the syntax that the meta names. */
    public static void write(FileMeta meta, DataSet dataSet, OutputStream out) throws IOException {
        write(meta, TransferSyntax.of(meta.transferSyntaxUid()), dataSet, out);
    }

    private static void write(FileMeta meta, TransferSyntax syntax, DataSet dataSet, OutputStream out) throws IOException {
        if (meta != null) {
            meta.write(out);
        }
        DicomWriter writer = new DicomWriter(out, syntax);
        writer.write(dataSet);
        writer.finish();
    }

    @Override
    public void close() throws IOException {
        if (source != null) {
            source.close();
        }
    }
}
