package org.dicomseal.archive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.MoveHandler;
import org.dicomseal.dimse.MoveOperation;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** C-MOVE (PS3.4 C.4.2): one association to the destination, with a context for each SOP class and transfer syntax. */
final class MoveService implements MoveHandler {

    private static final Logger LOG = LoggerFactory.getLogger(MoveService.class);

    private final ObjectFolder objects;
    private final String aeTitle;
    private final Map<String, InetSocketAddress> destinations;
    private final Habits habits;

    MoveService(ObjectFolder objects, String aeTitle, Map<String, InetSocketAddress> destinations, Habits habits) {
        this.objects = objects;
        this.aeTitle = aeTitle;
        this.destinations = destinations;
        this.habits = habits;
    }

    @Override
    public RetrieveOutcome move(MoveOperation operation) throws IOException {
        Query query = Query.of(operation);
        query.requireUniqueKey();
        InetSocketAddress address = destinations.get(operation.destination());
        if (address == null) {
            throw new ServiceException(Status.MOVE_DESTINATION_UNKNOWN, "move destination is not known");
        }
        List<StoredObject> selected = query.selected(objects.all());
        SubOperationCounter counter = new SubOperationCounter(selected.size());
        if (selected.isEmpty()) {
            return counter.end(false);
        }
        try (Association association = Association.open(address, proposal(selected, operation.destination()),
                NetworkOptions.DEFAULTS, null)) {
            return send(operation, selected, counter, association);
        } catch (IOException unreachable) {
            LOG.info("move to {} failed: {}", operation.destination(), unreachable.getMessage());
            throw new ServiceException(Status.UNABLE_TO_PERFORM, "no association with the move destination", unreachable);
        }
    }

    private AssociationProposal proposal(List<StoredObject> selected, String destination) {
        AssociationProposal proposal = new AssociationProposal(aeTitle, destination);
        Set<String> proposed = new HashSet<>();
        for (StoredObject object : selected) {
            if (proposal.hasRoom() && proposed.add(object.sopClass() + " " + object.syntax().uid())) {
                proposal.context(object.sopClass(), Sending.syntaxes(object, habits));
            }
        }
        return proposal;
    }

    private RetrieveOutcome send(MoveOperation operation, List<StoredObject> selected, SubOperationCounter counter,
            Association association) throws IOException {
        StoreScu scu = new StoreScu(association);
        for (StoredObject object : selected) {
            if (operation.isCancelled()) {
                return counter.end(true);
            }
            counter.count(object, store(operation, object, association, scu));
            operation.pending(counter.counts());
        }
        return counter.end(false);
    }

    /** A destination that goes away is a failure of this object and, as the association is closed, of those after it. */
    private Outcome store(MoveOperation operation, StoredObject object, Association association, StoreScu scu) {
        Optional<TransferSyntax> syntax = Sending.choose(object, association.transferSyntaxes(object.sopClass()));
        if (syntax.isEmpty()) {
            return Outcome.of(Status.SOP_CLASS_NOT_SUPPORTED);
        }
        String originator = habits.omitsMoveOriginator() ? "" : operation.association().caller().callingAe();
        StoreRequest request = new StoreRequest(object.sopClass(), object.sopInstance(), syntax.get().uid(), 0, originator, operation.messageId());
        try {
            return scu.store(request, out -> object.writeTo(out, syntax.get()));
        } catch (IOException failure) {
            LOG.info("sub-operation failed: {}", failure.getMessage());
            return Outcome.of(Status.PROCESSING_FAILURE);
        }
    }
}
