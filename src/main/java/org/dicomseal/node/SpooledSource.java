package org.dicomseal.node;

import java.io.IOException;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.spool.SpooledObject;

/** A spooled object's bytes for the data set reader. */
record SpooledSource(SpooledObject object) implements ByteSource {

    @Override
    public long size() {
        return object.size();
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) throws IOException {
        synchronized (object) {
            return object.read(position, target, offset, length);
        }
    }
}
