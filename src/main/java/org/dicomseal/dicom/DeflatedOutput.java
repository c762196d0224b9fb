package org.dicomseal.dicom;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A raw deflate stream, padded to an even length when it ends (PS3.5 A.5). */
final class DeflatedOutput extends DeflaterOutputStream {

    private final Counting counting;

    DeflatedOutput(OutputStream out) {
        this(new Counting(out));
    }

    private DeflatedOutput(Counting counting) {
        super(counting, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
        this.counting = counting;
    }

    @Override
    public void finish() throws IOException {
        super.finish();
        def.end();
        if (counting.count % 2 == 1) {
            counting.write(0);
        }
    }

    private static final class Counting extends FilterOutputStream {

        private long count;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            count++;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            out.write(source, offset, length);
            count += length;
        }
    }
}
