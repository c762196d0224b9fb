package org.dicomseal.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.ArrayList;
import java.util.List;

/** Several values one after the other, such as the fragments of one frame. */
record JoinedBulk(List<Bulk> parts, long length) implements Bulk {

    static Bulk of(List<Bulk> parts) {
        return parts.size() == 1 ? parts.get(0)
                : new JoinedBulk(List.copyOf(parts), parts.stream().mapToLong(Bulk::length).sum());
    }

    @Override
    public InputStream open() throws IOException {
        List<InputStream> streams = new ArrayList<>();
        for (Bulk part : parts) {
            streams.add(part.open());
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    @Override
    public void transferTo(OutputStream out) throws IOException {
        for (Bulk part : parts) {
            part.transferTo(out);
        }
    }
}
