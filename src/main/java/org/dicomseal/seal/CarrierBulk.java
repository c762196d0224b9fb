package org.dicomseal.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.dicomseal.dicom.Bulk;

/** A finished payload: header, first record, and the records in scratch. */
record CarrierBulk(byte[] header, byte[] firstRecord, ScratchFile tail) implements Bulk {

    @Override
    public long length() {
        return header.length + firstRecord.length + tail.length();
    }

    @Override
    public InputStream open() throws IOException {
        InputStream start = new SequenceInputStream(new ByteArrayInputStream(header), new ByteArrayInputStream(firstRecord));
        return new SequenceInputStream(start, tail.open());
    }
}
