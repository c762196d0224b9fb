package org.dicomseal.dcm4che;

import java.io.IOException;
import org.dcm4che3.net.Association;

/** C-GET: objects go back over the association that asked, which only its requestor releases. */
final class RequestorTarget implements StoreTarget {

    private final Association requesting;

    RequestorTarget(Association requesting) {
        this.requesting = requesting;
    }

    @Override
    public Association association() throws IOException {
        if (!requesting.isReadyForDataTransfer()) {
            throw new IOException("the association is gone");
        }
        return requesting;
    }

    @Override
    public void release() {
        // not ours to release
    }
}
