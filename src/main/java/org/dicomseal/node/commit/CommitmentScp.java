package org.dicomseal.node.commit;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.NormalizedHandler;
import org.dicomseal.dimse.NormalizedRequest;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.PeerConfig.Service;
import org.dicomseal.spool.Incoming;
import org.dicomseal.spool.Spool;
import org.dicomseal.spool.SpoolFullException;
import org.dicomseal.spool.VaultLockedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests for storage commitment (PS3.4 section J.3.2). A request is queued like an object, synced before it is answered;
 * its courier tells the result.
 */
final class CommitmentScp implements NormalizedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CommitmentScp.class);

    private final LiveConfig live;
    private final Spool spool;
    private final OpenRequests open;

    CommitmentScp(LiveConfig live, Spool spool, OpenRequests open) {
        this.live = live;
        this.spool = spool;
        this.open = open;
    }

    @Override
    public Outcome handle(Association association, NormalizedRequest request) throws IOException {
        NodeConfig config = live.current();
        Caller caller = association.caller();
        PeerConfig peer = config.peer(caller).filter(known -> known.services().contains(Service.STORE))
                .orElseThrow(() -> new ServiceException(Status.NOT_AUTHORIZED, "who may not store may not ask for commitment"));
        ArchiveConfig archive = config.archiveCalled(caller.calledAe())
                .orElseThrow(() -> new ServiceException(Status.NOT_AUTHORIZED, "no archive is called " + caller.calledAe()));
        if (!request.sopInstance().equals(Uids.STORAGE_COMMITMENT_PUSH_INSTANCE)) {
            throw new ServiceException(Status.NO_SUCH_OBJECT_INSTANCE, "not the instance of storage commitment");
        }
        if (request.typeId() != CommitmentRequest.ACTION_TYPE) {
            throw new ServiceException(Status.NO_SUCH_ACTION_TYPE, "no such action: " + request.typeId());
        }
        CommitmentRequest asked = CommitmentRequest.parse(request.information(), request.transferSyntax());
        try (Incoming incoming = spool.incoming()) {
            incoming.write(asked.encode(Uids.EXPLICIT_VR_LITTLE_ENDIAN));
            String id = incoming.commit(ResultLanes.laneOf(peer), labels(asked, caller, archive, peer));
            open.put(id, association);
            LOG.info("{} asks commitment to {} objects, transaction {}", caller, asked.references().size(), asked.transaction());
            return Outcome.SUCCESS;
        } catch (SpoolFullException | VaultLockedException e) {
            throw new ServiceException(Status.RESOURCE_LIMITATION, e.getMessage(), e);
        }
    }

    private static Map<String, String> labels(CommitmentRequest asked, Caller caller, ArchiveConfig archive, PeerConfig peer) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("commitment", asked.transaction());
        labels.put("callingAe", caller.callingAe());
        labels.put("calledAe", caller.calledAe());
        labels.put("archive", archive.name());
        labels.put("peer", peer.name());
        return labels;
    }
}
