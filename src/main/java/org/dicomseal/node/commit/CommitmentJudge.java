package org.dicomseal.node.commit;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dimse.Status;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.Commitment;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.retrieve.ArchiveLookup;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.QueueState;
import org.dicomseal.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of an object whether its archive has it: not as long as it is in our queue, and then as far as the archive has shown it. What
 * we never delivered is looked for in the archive, where that is asked at all.
 */
final class CommitmentJudge {

    private static final Logger LOG = LoggerFactory.getLogger(CommitmentJudge.class);

    /** Who asks an archive by C-FIND. */
    @FunctionalInterface
    interface Lookups {
        ArchiveLookup of(ArchiveConfig archive);
    }

    private final Spool spool;
    private final KnownObjects known;
    private final Lookups lookups;

    CommitmentJudge(Spool spool, KnownObjects known, Lookups lookups) {
        this.spool = spool;
        this.known = known;
        this.lookups = lookups;
    }

    /**
     * What the queue alone says.
     *
     * @return empty if the object is not in the queue
     */
    Optional<Verdict> fromQueue(Reference reference) {
        List<QueueEntry> versions = spool.versions(reference.sopInstance());
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        if (versions.stream().anyMatch(entry -> !entry.note().label("sopClass").equals(reference.sopClass()))) {
            return Optional.of(Verdict.failed(Status.CLASS_INSTANCE_CONFLICT));
        }
        boolean dead = versions.stream().anyMatch(entry -> entry.state() == QueueState.DEAD);
        return Optional.of(dead ? Verdict.failed(Status.PROCESSING_FAILURE) : Verdict.PENDING);
    }

    /** @param archive that the request was called to */
    Verdict judge(NodeConfig config, ArchiveConfig archive, Reference reference) {
        Optional<Verdict> queued = fromQueue(reference);
        if (queued.isPresent()) {
            return queued.get();
        }
        try {
            Optional<Spool.Delivered> last = spool.delivered(known.digests(reference.sopInstance())).stream()
                    .max(Comparator.comparing(Spool.Delivered::at));
            if (last.isEmpty()) {
                return archive.commitment() == Commitment.NONE ? Verdict.failed(Status.NO_SUCH_OBJECT_INSTANCE) : ask(archive, reference);
            }
            return ofDelivered(config, last.get(), reference);
        } catch (KeyUnavailableException e) {
            LOG.warn("storage commitment waits: {}", e.getMessage());
            return Verdict.PENDING;
        }
    }

    private Verdict ofDelivered(NodeConfig config, Spool.Delivered delivered, Reference reference) {
        if (!delivered.receipt().label(KnownObjects.SOP_CLASS).equals(reference.sopClass())) {
            return Verdict.failed(Status.CLASS_INSTANCE_CONFLICT);
        }
        ArchiveConfig holder = config.archives().get(delivered.lane());
        if (holder == null) {
            return Verdict.failed(Status.NO_SUCH_OBJECT_INSTANCE);
        }
        boolean shown = holder.commitment() == Commitment.NONE || !delivered.receipt().label("confirmed").isEmpty();
        return shown ? Verdict.COMMITTED : ask(holder, reference);
    }

    private Verdict ask(ArchiveConfig archive, Reference reference) {
        try {
            Optional<String> sopClass = lookups.of(archive).classOf(reference.sopInstance());
            if (sopClass.isEmpty()) {
                return Verdict.failed(Status.NO_SUCH_OBJECT_INSTANCE);
            }
            boolean same = sopClass.get().isEmpty() || sopClass.get().equals(reference.sopClass());
            return same ? Verdict.COMMITTED : Verdict.failed(Status.CLASS_INSTANCE_CONFLICT);
        } catch (IOException e) {
            LOG.info("archive {} can't be asked for {} now: {}", archive.name(), reference.sopInstance(), e.getMessage());
            return Verdict.PENDING;
        }
    }
}
