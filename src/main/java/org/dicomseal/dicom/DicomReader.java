package org.dicomseal.dicom;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads data sets (without preamble and file meta information: that is {@link DicomFile}'s part) in every uncompressed
 * and encapsulated transfer syntax. What is certain is read with leniency and told to {@link ReadOptions#oddities()};
 * the rest is a {@link DicomException} that names tag and offset.
 */
public final class DicomReader {

    private DicomReader() {
    }

    /**
     * Reads the whole source. Large values stay regions of it, so it must stay open while they are used; those of a
     * deflated data set go to the store.
     */
    public static DataSet read(ByteSource source, TransferSyntax syntax, ReadOptions options) throws IOException {
        return read(source, 0, syntax, options);
    }

    /** As above, from an offset on. */
    public static DataSet read(ByteSource source, long start, TransferSyntax syntax, ReadOptions options) throws IOException {
        if (syntax.deflated()) {
            return read(new SourceInputStream(source, start, source.size() - start), syntax, options);
        }
        return new DataSetParser(new SourceInput(source, start, source.size()), options).topLevel(syntax.encoding());
    }

    /**
     * Reads to the end of the stream, or to the element at which {@link ReadOptions#stopBefore()} has it stop (the stream
     * is then somewhere behind it); large values go to the store.
     */
    public static DataSet read(InputStream in, TransferSyntax syntax, ReadOptions options) throws IOException {
        StreamInput input = syntax.deflated() ? StreamInput.inflating(in, options.store()) : new StreamInput(in, options.store());
        return new DataSetParser(input, options).topLevel(syntax.encoding());
    }

    public static DataSet fromBytes(byte[] bytes, TransferSyntax syntax) throws IOException {
        return read(ByteSource.of(bytes), syntax, ReadOptions.defaults());
    }

    static SequenceElement sequenceIn(ValueElement value) throws IOException {
        byte[] bytes = value.value().bytes();
        SourceInput input = new SourceInput(ByteSource.of(bytes), 0, bytes.length);
        DataSetParser parser = new DataSetParser(input, ReadOptions.defaults());
        return new SequenceElement(value.tag(), VR.SQ, parser.itemsOnly(value.tag()), false);
    }
}
