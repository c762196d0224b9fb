package org.dicomseal.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.BulkStore;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.spool.Incoming;

/**
 * Takes one data set off the wire: every byte goes into the spool file as it comes, and on the way it is parsed to its end,
 * so that nothing is acknowledged that cannot be read back. Values are not kept, nor are items of sequences: this costs the
 * same little memory for any object.
 */
final class Intake {

    /** Attributes that are looked at here are shorter. */
    private static final int KEPT_VALUE = 256;
    private static final long KEPT_VALUES = 1 << 20;

    /** The object is larger than the node takes in. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long limit) {
            super("the object is larger than " + limit + " bytes");
        }
    }

    /** The bytes could not be kept: the disk's fault, not the sender's. */
    static final class NotKeptException extends IOException {
        private static final long serialVersionUID = 1L;

        NotKeptException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private Intake() {
    }

    /**
     * Reads the stream to its end.
     *
     * @return the top level's short values
     * @throws DicomException    if it is no data set of this syntax
     * @throws NotKeptException  if the spool cannot take it
     * @throws TooLargeException if it is larger than {@code limit}
     * @throws IOException       if the stream breaks off
     */
    static DataSet take(InputStream wire, Incoming spooled, TransferSyntax syntax, long limit) throws IOException {
        InputStream kept = new Keeping(wire, spooled, limit);
        ReadOptions standard = ReadOptions.defaults();
        ReadOptions options = new ReadOptions(KEPT_VALUE, KEPT_VALUES, standard.maxDepth(), standard.maxElements(), new Forgetting(), -1,
                false, oddity -> { });
        DataSet dataSet = DicomReader.read(kept, syntax, options);
        // A deflated data set may end before its stream does: padding (PS3.5 A.5).
        kept.transferTo(OutputStream.nullOutputStream());
        return dataSet;
    }

    /** Copies what is read into the spool. */
    private static final class Keeping extends InputStream {
        private final InputStream wire;
        private final Incoming spooled;
        private final long limit;
        private long count;

        Keeping(InputStream wire, Incoming spooled, long limit) {
            this.wire = wire;
            this.spooled = spooled;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = wire.read(target, offset, length);
            if (n > 0) {
                count += n;
                if (count > limit) {
                    throw new TooLargeException(limit);
                }
                try {
                    spooled.write(target, offset, n);
                } catch (IOException e) {
                    throw new NotKeptException(e);
                }
            }
            return n;
        }
    }

    /** Large values are in the spool file already. */
    private static final class Forgetting implements BulkStore {

        @Override
        public BulkSink create() {
            return new BulkSink() {
                private long length;

                @Override
                public void write(int b) {
                    length++;
                }

                @Override
                public void write(byte[] source, int offset, int count) {
                    length += count;
                }

                @Override
                public Bulk finish() {
                    return Bulk.produced(length, out -> {
                        throw new IOException("this value was not kept");
                    });
                }
            };
        }
    }
}
