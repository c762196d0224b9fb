package org.dicomseal.spool;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off one lane of the queue with a db-scheduler of its own: takes leases, hands objects to the courier, and writes
 * down what came of it. Bytes go only after the row has gone, and the row goes only if this node still holds its lease.
 */
final class LaneRunner {

    private static final Logger LOG = LoggerFactory.getLogger(LaneRunner.class);
    private static final Duration POLLING = Duration.ofSeconds(1);
    /** A lease that was not renewed for six of these is taken over by another node. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int MISSED_HEARTBEATS = 6;
    private static final Duration FOR_EVER = Duration.ofDays(365_000);

    private final String name;
    private final Spool.Lane lane;
    private final RetryPolicy retry;
    private final SpoolParts parts;
    private final LaneGate gate;
    private final RandomGenerator random;
    private final AtomicBoolean newWork = new AtomicBoolean();
    private final CustomTask<QueuedTask> task;
    private volatile Instant lastDelivery = Instant.MIN;
    private Scheduler scheduler;

    LaneRunner(String name, Spool.Lane lane, RetryPolicy retry, SpoolParts parts, RandomGenerator random) {
        this.name = name;
        this.lane = lane;
        this.retry = retry;
        this.parts = parts;
        this.random = random;
        this.gate = new LaneGate(retry, random);
        this.task = Tasks.custom(name, QueuedTask.class).onDeadExecutionRevive().execute(this::execute);
    }

    /** Whether it already does what is asked. */
    boolean does(Spool.Lane asked, RetryPolicy policy) {
        return lane.equals(asked) && retry.equals(policy);
    }

    CustomTask<QueuedTask> task() {
        return task;
    }

    /** @param allTasks of all lanes: any scheduler may find that a lease of any lane was abandoned */
    void start(Collection<CustomTask<QueuedTask>> allTasks) {
        TaskDatabase database = parts.database();
        Clock clock = parts.clock();
        var builder = Scheduler.create(database.writes(), List.copyOf(allTasks))
                .tableName(TaskDatabase.TABLE)
                .schedulerName(new SchedulerName.Fixed(database.nodeName()))
                .serializer(new TaskSerializer())
                .jdbcCustomization(new LaneQueries(name, database.isShared()))
                .threads(lane.concurrency())
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(FOR_EVER)
                .shutdownMaxWait(parts.settings().stopWait())
                .clock(clock::instant);
        scheduler = (database.isShared() ? builder.pollUsingLockAndFetch(0.5, 1.0) : builder).build();
        scheduler.start();
    }

    void stop() {
        scheduler.stop();
    }

    /** Says that something was queued; it is looked for at the next {@link #tick}. */
    void wake() {
        newWork.set(true);
    }

    /** Called many times a second: reopens the gate in time and looks for new work. */
    void tick(Instant now) {
        if (gate.openIfDue(now)) {
            scheduler.resume();
            newWork.set(true);
        }
        if (gate.closedUntil().isEmpty() && newWork.getAndSet(false)) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    private CompletionHandler<QueuedTask> execute(TaskInstance<QueuedTask> instance, ExecutionContext context) {
        String id = instance.getId();
        Optional<Instant> opens = gate.closedUntil();
        if (opens.isPresent()) {
            return (complete, operations) -> parts.table().release(id, opens.get());
        }
        QueuedTask queued = instance.getData();
        long diskSize = parts.files().diskSize(id);
        try {
            SpoolFiles.OpenFile file = parts.files().open(id);
            try (SpooledObject object = new OpenedObject(id, queued.attempts(), file)) {
                return after(id, queued, attempt(object), diskSize);
            }
        } catch (Throwable e) {
            boolean stopping = Thread.interrupted() || e instanceof InterruptedException || context.getSchedulerState().isShuttingDown();
            if (stopping) {
                LOG.info("Delivery of {} was broken off by a stop; it is tried again", id);
                return (complete, operations) -> parts.table().release(id, parts.clock().instant());
            }
            return failed(id, queued, e);
        }
    }

    private Delivery attempt(SpooledObject object) throws DeliveryException, InterruptedException {
        if (lane.courier() instanceof StagedCourier staged) {
            return staged.attempt(object);
        }
        lane.courier().deliver(object);
        return Delivery.DONE;
    }

    private CompletionHandler<QueuedTask> after(String id, QueuedTask queued, Delivery delivery, long diskSize) {
        Instant now = parts.clock().instant();
        gate.delivered();
        if (delivery instanceof Delivery.Postponed postponed) {
            return (complete, operations) -> parts.table().release(id, now.plus(postponed.time()));
        }
        lastDelivery = now;
        if (delivery instanceof Delivery.Unconfirmed unconfirmed) {
            QueuedTask parked = queued.delivered(Confirmation.awaited(unconfirmed.receipt(), now));
            return (complete, operations) -> operations.reschedule(
                    ExecutionComplete.success(complete.getExecution(), now, now), TaskTable.PARKED, parked);
        }
        Ledger.Row remembered = new Ledger.Row(name, ((Delivery.Done) delivery).receipt(), now);
        return (complete, operations) -> retire(new TaskTable.Delivered(id, complete.getExecution().version, remembered), id, diskSize);
    }

    private void retire(TaskTable.Delivered delivered, String id, long diskSize) {
        try {
            parts.retirements().run(delivered);
        } catch (IOException e) {
            throw new SpoolException("the row of a delivered object could not be removed: it will be delivered again", e);
        }
        if (delivered.isRemoved()) {
            parts.forget(id, diskSize);
        } else {
            LOG.warn("{} was delivered, but another node has taken over its lease: its bytes are left to that one", id);
        }
    }

    private CompletionHandler<QueuedTask> failed(String id, QueuedTask queued, Throwable e) {
        Instant now = parts.clock().instant();
        Failure failure = new Failure(causeOf(e), messageOf(e), now);
        boolean othersPassed = queued.failure() != null && lastDelivery.isAfter(queued.failure().at());
        QueuedTask after = queued.failed(failure, othersPassed);
        Optional<Instant> next = retry.next(failure.cause(), after, now, random);
        if (failure.cause().hitsWholeLane()) {
            scheduler.pause();
            Instant opens = gate.failed(failure.cause(), now);
            next = next.map(own -> opens);
        }
        if (next.isEmpty()) {
            LOG.error("Delivery of {} to {} is given up: {}: {}", id, name, failure.cause(), failure.message());
        } else if (failure.cause() == Cause.LOCKED && queued.failure() != null && queued.failure().cause() == Cause.LOCKED) {
            LOG.debug("Delivery of {} to {} still waits: {}", id, name, failure.message());
        } else {
            LOG.warn("Delivery of {} to {} failed (attempt {}): {}: {}", id, name, after.attempts(), failure.cause(), failure.message());
        }
        if (failure.cause() == Cause.FAULT) {
            LOG.error("Fault while delivering {}", id, e);
        }
        Instant due = next.orElse(TaskTable.NEVER);
        return (complete, operations) -> operations.reschedule(
                ExecutionComplete.failure(complete.getExecution(), now, now, null), due, after);
    }

    private static Cause causeOf(Throwable e) {
        for (Throwable link = e; link != null; link = link.getCause()) {
            if (link instanceof CorruptSpoolFileException) {
                return Cause.CORRUPT;
            }
            if (link instanceof VaultLockedException) {
                return Cause.LOCKED;
            }
        }
        if (e instanceof DeliveryException delivery) {
            return delivery.causeClass();
        }
        return e instanceof NoSuchFileException ? Cause.MISSING : Cause.FAULT;
    }

    private static String messageOf(Throwable e) {
        return e instanceof DeliveryException || e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
    }

    /** A file that is open for its courier. */
    private record OpenedObject(String id, int attempts, SpoolFiles.OpenFile file) implements SpooledObject {

        @Override
        public Note note() {
            return file.note();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int read(long position, byte[] target, int offset, int length) throws IOException {
            if (position >= file.size()) {
                return length == 0 ? 0 : -1;
            }
            return file.reader().read(position, target, offset, (int) Math.min(length, file.size() - position));
        }

        @Override
        public void close() throws IOException {
            file.reader().close();
        }
    }
}
