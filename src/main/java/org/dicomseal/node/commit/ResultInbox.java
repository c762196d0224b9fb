package org.dicomseal.node.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.NormalizedHandler;
import org.dicomseal.dimse.NormalizedRequest;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.Commitment;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.spool.Cause;
import org.dicomseal.spool.Confirmations;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes archives' results of storage commitment, and settles the deliveries that they are about. */
final class ResultInbox implements NormalizedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ResultInbox.class);
    private static final int PAGE = 500;

    private final LiveConfig live;
    private final Spool spool;

    ResultInbox(LiveConfig live, Spool spool) {
        this.live = live;
        this.spool = spool;
    }

    /** A result on an association that an archive has opened for it. */
    @Override
    public Outcome handle(Association association, NormalizedRequest request) throws IOException {
        Caller caller = association.caller();
        List<ArchiveConfig> callers = live.current().archives().values().stream()
                .filter(archive -> archive.commitment() == Commitment.REQUEST && archive.knowsUsAs(caller.calledAe()) && archive.is(caller))
                .toList();
        if (callers.isEmpty()) {
            throw new ServiceException(Status.NOT_AUTHORIZED, "who is no archive of ours has nothing to report");
        }
        return take(callers, request);
    }

    /** A result on an association of ours. */
    Outcome take(ArchiveConfig archive, NormalizedRequest request) throws IOException {
        return take(List.of(archive), request);
    }

    private Outcome take(List<ArchiveConfig> archives, NormalizedRequest request) throws IOException {
        if (!request.sopInstance().equals(Uids.STORAGE_COMMITMENT_PUSH_INSTANCE)) {
            throw new ServiceException(Status.NO_SUCH_OBJECT_INSTANCE, "not the instance of storage commitment");
        }
        if (request.typeId() != CommitmentResult.ALL && request.typeId() != CommitmentResult.SOME_FAILED) {
            throw new ServiceException(Status.NO_SUCH_EVENT_TYPE, "no such event: " + request.typeId());
        }
        CommitmentResult result = CommitmentResult.parse(request.information(), request.transferSyntax());
        int settled = 0;
        for (ArchiveConfig archive : archives) {
            settled += settle(archive, result);
        }
        if (settled == 0) {
            LOG.warn("a result of transaction {}, of which nothing is awaited any more", result.transaction());
        }
        return Outcome.SUCCESS;
    }

    /** @return how many deliveries the result was about */
    private int settle(ArchiveConfig archive, CommitmentResult result) {
        Confirmations confirmations = spool.confirmations(archive.name());
        Set<Reference> committed = new HashSet<>(result.committed());
        List<QueueEntry> kept = new ArrayList<>();
        int failures = 0;
        String after = null;
        for (List<QueueEntry> page; !(page = confirmations.awaited(after, PAGE)).isEmpty(); ) {
            for (QueueEntry entry : page) {
                after = entry.id();
                if (result.transaction().isEmpty() || !entry.confirmation().ticket().equals(result.transaction())) {
                    continue;
                }
                if (committed.contains(referenceOf(entry))) {
                    kept.add(entry);
                } else if (failureOf(result, entry).isPresent()) {
                    String reason = Status.toString(failureOf(result, entry).get());
                    confirmations.refuse(entry, Cause.NOT_CONFIRMED, archive.ae() + " does not commit to it, with failure reason " + reason);
                    failures++;
                }
            }
        }
        confirmations.confirm(kept, "commitment");
        LOG.info("archive {} commits to {} objects, transaction {}; {} it doesn't", archive.name(), kept.size(), result.transaction(), failures);
        return kept.size() + failures;
    }

    /** By the instance alone: some archives name another class where they fail. */
    private static Optional<Integer> failureOf(CommitmentResult result, QueueEntry entry) {
        String uid = entry.note().label("sopInstance");
        return result.failed().entrySet().stream().filter(each -> each.getKey().sopInstance().equals(uid)).map(Map.Entry::getValue).findFirst();
    }

    static Reference referenceOf(QueueEntry entry) {
        return new Reference(entry.note().label("sopClass"), entry.note().label("sopInstance"));
    }
}
