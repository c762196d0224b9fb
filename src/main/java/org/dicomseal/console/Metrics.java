package org.dicomseal.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.node.events.SealWork;
import org.dicomseal.node.events.StoredObject;
import org.dicomseal.node.events.StudyPart;
import org.dicomseal.spool.Cause;
import org.dicomseal.spool.LaneDepth;

/**
 * Counts what happens in a node, and shows it as Prometheus reads it. An event costs a few additions; what has to be asked
 * for (queue, disk) is asked when somebody reads.
 */
public final class Metrics implements NodeEvents, AutoCloseable {

    private static final Duration[] WORK = {Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10),
            Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(500),
            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60)};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Map<Integer, Counter> stores = new ConcurrentHashMap<>();
    private final Counter received = counter("dicomseal.received.bytes", "bytes of data sets taken in");
    private final Counter given = counter("dicomseal.given.bytes", "bytes of data sets given back");
    private final Counter pixels = counter("dicomseal.pixel.bytes", "bytes of pixel data that was sealed, as it came");
    private final Counter sealed = counter("dicomseal.sealed.bytes", "bytes of the payloads that it was sealed to");
    private final Counter accepted = counter("dicomseal.associations.accepted", "associations with callers");
    private final Counter unconnected = counter("dicomseal.connections.failed", "connections that came to no association");
    private final Timer sealing = timer("dicomseal.seal", "time to seal one object");
    private final Timer unsealing = timer("dicomseal.unseal", "time to unseal one object");
    private final MultiGauge depths = MultiGauge.builder("dicomseal.queue").description("objects in the queue").register(registry);
    private final MultiGauge ages = MultiGauge.builder("dicomseal.queue.oldest").baseUnit("seconds")
            .description("age of the oldest object that waits").register(registry);

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbage.bindTo(registry);
        Gauge.builder("dicomseal.saved.bytes", () -> pixels.count() - sealed.count())
                .description("bytes of pixel data that sealing saved").register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(WORK).register(registry);
    }

    /** Shows what a node has to be asked for. */
    void watch(Node node, Health health) {
        Gauge.builder("dicomseal.associations", node::associations).description("associations with callers now").register(registry);
        Gauge.builder("dicomseal.spool.bytes", () -> node.spool().bytes()).description("bytes of objects in the spool").register(registry);
        Gauge.builder("dicomseal.disk.free.bytes", () -> free(node)).description("bytes free where the spool is").register(registry);
        Gauge.builder("dicomseal.keystore.locked", () -> node.keysProblem().isPresent() ? 1 : 0)
                .description("1 if nothing can be sealed for want of a key").register(registry);
        Gauge.builder("dicomseal.troubles", () -> node.context().events().troubles().size())
                .description("what the audit trail and others could not write").register(registry);
        Gauge.builder("dicomseal.ready", () -> health.report().state() == Health.State.FAIL ? 0 : 1)
                .description("1 if the node can do its work").register(registry);
    }

    private static double free(Node node) {
        try {
            return node.spool().room().diskFree();
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** In Prometheus' text format, version 0.0.4. */
    String text(Node node) {
        List<LaneDepth> all = node.spool().depths();
        depths.register(rows(all), true);
        ages.register(ages(all), true);
        return registry.scrape();
    }

    private static List<Row<?>> rows(List<LaneDepth> all) {
        List<Row<?>> rows = new ArrayList<>();
        for (LaneDepth depth : all) {
            rows.add(Row.of(Tags.of("archive", depth.lane(), "state", depth.state().name().toLowerCase()), depth.count()));
        }
        return rows;
    }

    private static List<Row<?>> ages(List<LaneDepth> all) {
        Map<String, Instant> oldest = new HashMap<>();
        all.forEach(depth -> oldest.merge(depth.lane(), depth.oldest(), (a, b) -> a.isBefore(b) ? a : b));
        List<Row<?>> rows = new ArrayList<>();
        oldest.forEach((lane, since) -> rows.add(Row.of(Tags.of("archive", lane),
                Math.max(0, Duration.between(since, Instant.now()).toSeconds()))));
        return rows;
    }

    @Override
    public void associated(Caller caller) {
        accepted.increment();
    }

    @Override
    public void rejected(Caller caller, AssociateReject why) {
        registry.counter("dicomseal.associations.rejected", "reason", why.reasonName()).increment();
    }

    @Override
    public void unconnected(InetSocketAddress peer, String why) {
        unconnected.increment();
    }

    @Override
    public void stored(Caller caller, StoredObject object) {
        storesWith(0).increment();
        received.increment(object.bytes());
    }

    @Override
    public void notStored(Caller caller, int status, String why) {
        storesWith(status).increment();
    }

    private Counter storesWith(int status) {
        return stores.computeIfAbsent(status, each -> Counter.builder("dicomseal.stores").description("C-STORE requests answered")
                .tag("status", String.format("0x%04X", each)).register(registry));
    }

    @Override
    public void forwarded(ArchiveConfig archive, StoredObject object, SealWork work) {
        registry.counter("dicomseal.forwarded", "archive", archive.name()).increment();
        registry.counter("dicomseal.forwarded.bytes", "archive", archive.name()).increment(object.bytes());
        if (work.pixelBytes() > 0) {
            pixels.increment(work.pixelBytes());
            sealed.increment(work.sealedBytes());
            sealing.record(Duration.ofNanos(work.nanos()));
        }
    }

    @Override
    public void notForwarded(ArchiveConfig archive, StoredObject object, Cause cause) {
        registry.counter("dicomseal.failures", "archive", archive.name(), "cause", cause.name().toLowerCase()).increment();
    }

    @Override
    public void queried(Caller caller, ArchiveConfig archive, String sopClass, byte[] identifier, String transferSyntax, Outcome outcome) {
        registry.counter("dicomseal.queries", "archive", archive.name(), "outcome", outcome.isDone() ? "done" : "failed").increment();
    }

    @Override
    public void retrieved(Caller caller, ArchiveConfig archive, String destination, List<StudyPart> parts, RetrieveOutcome outcome) {
        count(archive, "completed", outcome.counts().completed() + outcome.counts().warning());
        count(archive, "failed", outcome.counts().failed());
    }

    private void count(ArchiveConfig archive, String outcome, int objects) {
        registry.counter("dicomseal.retrieved.objects", "archive", archive.name(), "outcome", outcome).increment(objects);
    }

    @Override
    public void unsealed(ArchiveConfig archive, long bytes, long nanos) {
        given.increment(bytes);
        unsealing.record(Duration.ofNanos(nanos));
    }

    @Override
    public void altered(ArchiveConfig archive, String sopInstance, String how, boolean givenOut) {
        registry.counter("dicomseal.altered.objects", "archive", archive.name()).increment();
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
