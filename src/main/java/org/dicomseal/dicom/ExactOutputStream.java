package org.dicomseal.dicom;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets exactly the declared count of bytes pass: a value that is longer or shorter than it said would break all after it. */
final class ExactOutputStream extends FilterOutputStream {

    private final int tag;
    private final long length;
    private long written;

    ExactOutputStream(OutputStream out, int tag, long length) {
        super(out);
        this.tag = tag;
        this.length = length;
    }

    @Override
    public void write(int value) throws IOException {
        count(1);
        out.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        count(count);
        out.write(source, offset, count);
    }

    private void count(int more) throws DicomException {
        written += more;
        if (written > length) {
            throw DicomException.of(tag, "the value has more than the " + length + " bytes it declared");
        }
    }

    void check() throws DicomException {
        if (written != length) {
            throw DicomException.of(tag, "the value has " + written + " of the " + length + " bytes it declared");
        }
    }
}
