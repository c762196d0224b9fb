package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.Operation;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.dicomseal.node.WorkBudget;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.FetchMethod;
import org.dicomseal.node.events.NodeEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One C-MOVE or C-GET, from the first question to the archive to the answer. Whole series of known SOP classes are fetched, and the
 * destination is associated with, while the archive still lists the objects; but nothing goes to the destination before they were
 * counted, and that it begins was told.
 */
final class RetrievalJob {

    private static final Logger LOG = LoggerFactory.getLogger(RetrievalJob.class);

    /** Of one retrieval: objects that have come, and objects that are ready to be sent, in bytes. */
    private static final long FETCHED_IN_MEMORY = 16 << 20;
    private static final long PREPARED_IN_MEMORY = 32 << 20;

    /**
     * What all retrievals share.
     *
     * @param scratch for fetched objects
     * @param spare   memory that makes them faster
     * @param budget  memory for large frames being unsealed
     * @param threads without a bound of its own; retrievals are limited
     */
    record Means(Path scratch, SpareMemory spare, WorkBudget budget, Executor threads, NodeEvents events) {
    }

    /** Who asks, and hears how it goes. */
    record Asker(Operation operation, Retrieval.Progress progress) {

        Caller caller() {
            return operation.association().caller();
        }
    }

    /** Where the objects go, and what becomes of them on the way. */
    interface Way {
        /** For the log. */
        String name();

        ObjectOpener opener();

        /** @param sopClasses that are to come, as far as it is known */
        Destination destination(Set<String> sopClasses);
    }

    private final Means means;
    private final ArchiveConfig archive;
    private final InstanceFinder finder;
    private final Asker asker;
    private final Way way;
    private final Tally tally = Tally.ofUnknown();
    private Fetching fetching;

    private RetrievalJob(Means means, ArchiveConfig archive, InstanceFinder finder, Asker asker, Way way) {
        this.means = means;
        this.archive = archive;
        this.finder = finder;
        this.asker = asker;
        this.way = way;
    }

    /** @throws ServiceException if the archive doesn't tell what there is; then nothing was sent */
    static RetrieveOutcome run(Means means, ArchiveCalls calls, List<FetchPlan.Way> plan, Asker asker, Way way) throws IOException {
        DataSet identifier = Identifiers.parse(asker.operation.identifier(), asker.operation.transferSyntax());
        boolean whole = Identifiers.level(identifier) != QueryLevel.IMAGE;
        InstanceFinder finder = asked(calls.archive(), () -> InstanceFinder.open(calls, identifier));
        RetrievalJob job = new RetrievalJob(means, calls.archive(), finder, asker, way);
        return job.finish(job.begin(plan, whole));
    }

    private RetrieveOutcome finish(Retrieval retrieval) {
        RetrieveOutcome outcome = retrieval.finish();
        means.events.retrieved(asker.caller(), archive, way.name(), Instance.byStudy(fetching.instances()), outcome);
        LOG.info("{}: {} with {}", asker.caller(), outcome.outcome(), outcome.counts());
        return outcome;
    }

    private Retrieval begin(List<FetchPlan.Way> plan, boolean whole) throws IOException {
        try {
            Known known = asked(archive, this::known);
            fetching = new Fetching(plan, known, whole, means.scratch, means.spare.part(FETCHED_IN_MEMORY),
                    archive.concurrency() > 1 ? means.threads : null, tally);
            if (known.series().isEmpty()) {
                List<Instance> instances = asked(archive, finder::instances);
                tell(instances);
                return start(Instance.classes(instances));
            }
            Retrieval early = start(known.classes());
            try {
                tell(asked(archive, finder::instances));
            } catch (IOException | RuntimeException e) {
                early.giveUp();
                throw e;
            }
            return early;
        } finally {
            release();
        }
    }

    /** What can be fetched before the objects are listed. What comes by C-MOVE can't: it is known by its UID alone. */
    private Known known() throws IOException {
        finder.descend();
        Set<String> classes = finder.classes();
        return archive.fetch() == FetchMethod.MOVE || classes.isEmpty() ? Known.NOTHING
                : new Known(finder.series(), classes);
    }

    private Retrieval start(Set<String> sopClasses) {
        Sending sending = new Sending(fetching.arrivals(), way.opener(), way.destination(sopClasses), means.budget,
                means.spare.part(PREPARED_IN_MEMORY), means.threads, tally, (bytes, nanos) -> means.events.unsealed(archive, bytes, nanos),
                this::failAll);
        Retrieval retrieval = new Retrieval(asker.operation, asker.progress, tally, fetching, sending);
        retrieval.start(means.threads);
        return retrieval;
    }

    private void failAll() {
        fetching.cancel();
        fetching.instances().forEach(instance -> tally.failed(instance.uid(), "destination can't be reached"));
    }

    /** Says what is wanted: from now on objects are sent. */
    private void tell(List<Instance> instances) {
        tally.expect(instances.size());
        means.events.retrieving(asker.caller(), archive, way.name(), Instance.byStudy(instances));
        LOG.info("{} retrieves {} objects from archive {}", asker.caller(), instances.size(), archive.name());
        fetching.list(instances);
    }

    /** Nobody waits for an archive to confirm that. */
    private void release() {
        try {
            means.threads.execute(finder::close);
        } catch (RejectedExecutionException nodeStops) {
            finder.close();
        }
    }

    private interface Question<T> {
        T ask() throws IOException;
    }

    private static <T> T asked(ArchiveConfig archive, Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (ServiceException e) {
            throw e;
        } catch (IOException e) {
            LOG.warn("archive {} can't be asked: {}", archive.name(), e.getMessage());
            throw new ServiceException(Status.UNABLE_TO_COUNT, "archive " + archive.name() + " can't be asked", e);
        }
    }
}
