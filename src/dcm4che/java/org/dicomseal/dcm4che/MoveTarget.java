package org.dicomseal.dcm4che;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.IncompatibleConnectionException;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dicomseal.dicom.Uids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * C-MOVE: an association to the destination, opened when the first object is sent, and opened anew after one that had to be aborted.
 * Proposed are the syntaxes in which the objects came, and the two uncompressed ones, a context for each.
 */
final class MoveTarget implements StoreTarget {

    private static final Logger LOG = LoggerFactory.getLogger(MoveTarget.class);
    private static final int MOST_CONTEXTS = 128;
    private static final List<String> FALLBACKS = List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN);

    private final Association requesting;
    private final Connection remote;
    private final String destination;
    private final Map<String, Set<String>> syntaxes;
    private Association current;
    private IOException unreachable;

    /** @param syntaxes the originals' transfer syntax UIDs by SOP class */
    MoveTarget(Association requesting, Connection remote, String destination, Map<String, Set<String>> syntaxes) {
        this.requesting = requesting;
        this.remote = remote;
        this.destination = destination;
        this.syntaxes = syntaxes;
    }

    @Override
    public Association association() throws IOException, InterruptedException {
        if (unreachable != null) {
            throw unreachable;
        }
        if (current == null || !current.isReadyForDataTransfer()) {
            try {
                current = requesting.getApplicationEntity().connect(remote, proposal());
            } catch (IOException | IncompatibleConnectionException | GeneralSecurityException e) {
                unreachable = new IOException(destination + " can't be reached: " + e.getMessage(), e);
                throw unreachable;
            }
        }
        return current;
    }

    private AAssociateRQ proposal() {
        AAssociateRQ request = new AAssociateRQ();
        request.setCallingAET(requesting.getLocalAET());
        request.setCalledAET(destination);
        syntaxes.forEach((sopClass, originals) -> {
            FALLBACKS.forEach(syntax -> propose(request, sopClass, syntax));
            originals.forEach(syntax -> propose(request, sopClass, syntax));
        });
        return request;
    }

    private static void propose(AAssociateRQ request, String sopClass, String syntax) {
        if (request.getNumberOfPresentationContexts() < MOST_CONTEXTS) {
            request.addPresentationContextFor(sopClass, syntax);
        }
    }

    @Override
    public void release() {
        if (current != null && current.isReadyForDataTransfer()) {
            try {
                current.release();
            } catch (IOException e) {
                LOG.debug("{}: not released: {}", current, e.getMessage());
            }
        }
    }
}
