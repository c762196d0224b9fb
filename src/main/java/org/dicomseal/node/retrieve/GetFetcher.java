package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.dicomseal.dicom.StorageClasses;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.GetScu;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches by C-GET: the objects come on the association that asks for them, so the archive needn't know us. */
final class GetFetcher implements Fetcher {

    private static final Logger LOG = LoggerFactory.getLogger(GetFetcher.class);

    private final Association association;
    private final QueryModel model;
    private GetScu running;
    private boolean cancelled;

    private GetFetcher(Association association, QueryModel model) throws NoPresentationContextException {
        this.association = association;
        this.model = model;
        association.contextFor(model.get());
    }

    /**
     * Associates for objects of some SOP classes.
     *
     * @param sopClasses  an empty one stands for one that the archive didn't name: then all are proposed, as far as there is room
     * @param asStored    codestreams that may come as they are stored; each is proposed in a context of its own
     * @throws NoPresentationContextException if the archive doesn't offer C-GET
     */
    static GetFetcher open(ArchiveCalls calls, Collection<String> sopClasses, List<String> asStored) throws IOException {
        AssociationProposal proposal = calls.proposal()
                .context(QueryModel.STUDY_ROOT.get(), ArchiveCalls.NATIVE)
                .context(QueryModel.PATIENT_ROOT.get(), ArchiveCalls.NATIVE);
        Collection<String> classes = sopClasses.contains("") ? StorageClasses.all() : sopClasses;
        for (String sopClass : classes) {
            if (proposal.hasRoom()) {
                proposal.context(sopClass, ArchiveCalls.NATIVE).role(sopClass, false, true);
            }
        }
        for (String sopClass : classes) {
            for (String syntax : asStored) {
                if (proposal.hasRoom()) {
                    proposal.context(sopClass, syntax);
                }
            }
        }
        Association association = calls.open(proposal);
        try {
            boolean studyRoot = !association.transferSyntaxes(QueryModel.STUDY_ROOT.get()).isEmpty();
            return new GetFetcher(association, studyRoot ? QueryModel.STUDY_ROOT : QueryModel.PATIENT_ROOT);
        } catch (NoPresentationContextException e) {
            association.close();
            throw e;
        }
    }

    @Override
    public Outcome fetch(FetchUnit unit, Receiver receiver) throws IOException {
        GetScu scu = new GetScu(association, model.get());
        synchronized (this) {
            running = scu;
            if (cancelled) {
                return Outcome.of(Status.CANCEL);
            }
        }
        byte[] identifier = Identifiers.encode(unit.identifier(model), scu.transferSyntax());
        return scu.get(identifier, (archive, request, dataSet) -> receiver.take(request, dataSet), counts -> { }).outcome();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            cancelled = true;
        }
        stopUnit();
    }

    @Override
    public void stopUnit() {
        GetScu scu;
        synchronized (this) {
            scu = running;
        }
        if (scu == null) {
            return;
        }
        try {
            scu.cancel();
        } catch (IOException e) {
            LOG.debug("the archive is gone before the cancel: {}", e.getMessage());
        }
    }

    @Override
    public void abort() {
        association.abort();
    }

    @Override
    public void close() {
        association.close();
    }
}
