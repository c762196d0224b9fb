package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.FindHandler;
import org.dicomseal.dimse.FindOperation;
import org.dicomseal.dimse.FindScu;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig.Service;
import org.dicomseal.node.events.NodeEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes a C-FIND on to the archive that the called AE title stands for, with all its keys, and its matches back. Only
 * where to retrieve from is changed: a viewer that went to the archive itself would keep noise under real UIDs.
 */
public final class QueryScp implements FindHandler {

    private static final Logger LOG = LoggerFactory.getLogger(QueryScp.class);

    /** Ways to an object that lead past us: Retrieve URL, Retrieve URI, Retrieve Location UID, Storage Media File-Set ID and UID. */
    private static final List<Integer> WAYS_PAST_US = List.of(Tag.of(0x0008, 0x1190), Tag.of(0x0040, 0xE010),
            Tag.of(0x0040, 0xE011), Tag.of(0x0088, 0x0130), Tag.of(0x0088, 0x0140));

    private final LiveConfig live;
    private final TlsOptions tls;
    private final NodeEvents events;

    /** @param tls null for a node without a TLS identity */
    public QueryScp(LiveConfig live, TlsOptions tls, NodeEvents events) {
        this.live = live;
        this.tls = tls;
        this.events = events;
    }

    @Override
    public Outcome find(FindOperation operation) throws IOException {
        NodeConfig config = live.current();
        ArchiveConfig archive = new Permissions(config, events).archive(operation, Service.QUERY);
        Outcome outcome = Outcome.of(Status.PROCESSING_FAILURE);
        try {
            outcome = ask(config, tls, archive, operation);
            return outcome;
        } catch (ServiceException e) {
            outcome = new Outcome(e.status(), String.valueOf(e.getMessage()));
            throw e;
        } finally {
            events.queried(operation.association().caller(), archive, operation.sopClass(), operation.identifier(),
                    operation.transferSyntax(), outcome);
        }
    }

    private static Outcome ask(NodeConfig config, TlsOptions tls, ArchiveConfig archive, FindOperation operation) throws IOException {
        DataSet keys = Identifiers.parse(operation.identifier(), operation.transferSyntax());
        ArchiveCalls calls = new ArchiveCalls(archive, config.network(), tls);
        try (Association association = calls.open(calls.proposal().context(operation.sopClass(), ArchiveCalls.NATIVE))) {
            FindScu scu = new FindScu(association, operation.sopClass());
            operation.onCancel(() -> cancel(scu));
            return scu.find(Identifiers.encode(keys, scu.transferSyntax()), (status, identifier) -> {
                DataSet match = Identifiers.parse(identifier, scu.transferSyntax());
                leadToUs(match, archive);
                operation.match(status, Identifiers.encode(match, operation.transferSyntax()));
                return !operation.isCancelled();
            });
        } catch (NoPresentationContextException e) {
            throw new ServiceException(Status.SOP_CLASS_NOT_SUPPORTED, "the archive doesn't offer this query", e);
        } catch (ServiceException e) {
            throw e;
        } catch (IOException e) {
            LOG.warn("query of {} at archive {} failed: {}", operation.association().caller(), archive.name(), e.getMessage());
            throw new ServiceException(Status.CANNOT_UNDERSTAND, "archive " + archive.name() + " failed", e);
        }
    }

    private static void leadToUs(DataSet match, ArchiveConfig archive) {
        WAYS_PAST_US.forEach(match::remove);
        match.putString(Tag.RETRIEVE_AE_TITLE, VR.AE, archive.called());
    }

    private static void cancel(FindScu scu) {
        try {
            scu.cancel();
        } catch (IOException e) {
            LOG.debug("the archive is gone before the cancel: {}", e.getMessage());
        }
    }
}
