package org.dicomseal.node.retrieve;

import java.util.Optional;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.Operation;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.PeerConfig.Service;
import org.dicomseal.node.events.NodeEvents;

/** Who may ask what of which archive. Negotiation has asked already; here it is asked again for the operation itself. */
record Permissions(NodeConfig config, NodeEvents events) {

    /** The archive that the operation is for. */
    ArchiveConfig archive(Operation operation, Service service) throws ServiceException {
        Optional<String> obstacle = events.obstacle();
        if (obstacle.isPresent()) {
            throw new ServiceException(Status.OUT_OF_RESOURCES, obstacle.get());
        }
        Caller caller = operation.association().caller();
        ArchiveConfig archive = config.archiveCalled(caller.calledAe())
                .orElseThrow(() -> new ServiceException(Status.NOT_AUTHORIZED, "no archive is called " + caller.calledAe()));
        PeerConfig peer = peer(config, operation);
        if (!peer.services().contains(service) || !peer.mayReach(archive.name())) {
            events.forbidden(caller, service + " of " + archive.name());
            throw new ServiceException(Status.NOT_AUTHORIZED, peer.name() + " may not do that");
        }
        return archive;
    }

    /** Who asks. */
    static PeerConfig peer(NodeConfig config, Operation operation) throws ServiceException {
        return config.peer(operation.association().caller())
                .orElseThrow(() -> new ServiceException(Status.NOT_AUTHORIZED, "unknown caller"));
    }
}
