package org.dicomseal.node.retrieve;

import java.io.IOException;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.MoveScu;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches by C-MOVE to our own fetching AE title, for archives without C-GET. They must know that title and our address. */
final class MoveFetcher implements Fetcher {

    private static final Logger LOG = LoggerFactory.getLogger(MoveFetcher.class);

    private final Association association;
    private final QueryModel model;
    private final MoveScu scu;
    private final String archiveAe;
    private final String fetchAe;
    private final FetchInbox inbox;

    private MoveFetcher(Association association, QueryModel model, String archiveAe, String fetchAe, FetchInbox inbox)
            throws NoPresentationContextException {
        this.association = association;
        this.model = model;
        this.scu = new MoveScu(association, model.move());
        this.archiveAe = archiveAe;
        this.fetchAe = fetchAe;
        this.inbox = inbox;
    }

    /** @throws NoPresentationContextException if the archive doesn't offer C-MOVE */
    static MoveFetcher open(ArchiveCalls calls, String fetchAe, FetchInbox inbox) throws IOException {
        AssociationProposal proposal = calls.proposal()
                .context(QueryModel.STUDY_ROOT.move(), ArchiveCalls.NATIVE)
                .context(QueryModel.PATIENT_ROOT.move(), ArchiveCalls.NATIVE);
        Association association = calls.open(proposal);
        try {
            boolean studyRoot = !association.transferSyntaxes(QueryModel.STUDY_ROOT.move()).isEmpty();
            return new MoveFetcher(association, studyRoot ? QueryModel.STUDY_ROOT : QueryModel.PATIENT_ROOT,
                    calls.archive().ae(), fetchAe, inbox);
        } catch (NoPresentationContextException e) {
            association.close();
            throw e;
        }
    }

    @Override
    public Outcome fetch(FetchUnit unit, Receiver receiver) throws IOException {
        inbox.await(archiveAe, receiver);
        try {
            return scu.move(fetchAe, Identifiers.encode(unit.identifier(model), scu.transferSyntax()), counts -> { }).outcome();
        } finally {
            inbox.forget(archiveAe, receiver);
        }
    }

    @Override
    public void cancel() {
        try {
            scu.cancel();
        } catch (IOException e) {
            LOG.debug("the archive is gone before the cancel: {}", e.getMessage());
        }
    }

    /** Its units are small enough, or wanted whole. */
    @Override
    public void stopUnit() {
        LOG.trace("goes on");
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
