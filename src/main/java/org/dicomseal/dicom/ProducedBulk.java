package org.dicomseal.dicom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A value made while it is written. */
record ProducedBulk(long length, Producer producer) implements Bulk {

    @Override
    public InputStream open() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        producer.writeTo(all);
        return new ByteArrayInputStream(all.toByteArray());
    }

    @Override
    public void transferTo(OutputStream out) throws IOException {
        producer.writeTo(out);
    }
}
