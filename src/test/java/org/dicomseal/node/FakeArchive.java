package org.dicomseal.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationPolicy;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ContextAnswer;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;

/** An archive that keeps objects in memory, and misbehaves as it is told. */
final class FakeArchive implements AssociationPolicy, AutoCloseable {

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final Map<String, String> syntaxes = new ConcurrentHashMap<>();
    final AtomicInteger associations = new AtomicInteger();
    final AtomicInteger stores = new AtomicInteger();
    /** Statuses for the next objects; success when it is empty. An object with a failure status is not kept. */
    final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    /** How many of the next objects are answered by breaking the connection halfway. */
    final AtomicInteger breaks = new AtomicInteger();
    volatile Optional<AssociateReject> rejection = Optional.empty();
    volatile List<String> accepted = List.of("1.2.840.10008.1.2.1", "1.2.840.10008.1.2");
    volatile boolean silent;

    private final DimseServer server;

    FakeArchive(int port) throws IOException {
        this(ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    FakeArchive(ServerOptions options) throws IOException {
        server = DimseServer.start(options, this, new DimseServices().onStore(this::store));
    }

    int port() {
        return server.address().getPort();
    }

    private Outcome store(Association association, StoreRequest request, InputStream dataSet) throws IOException {
        stores.incrementAndGet();
        if (breaks.get() > 0 && breaks.getAndDecrement() > 0) {
            dataSet.readNBytes(1000);
            association.abort();
            throw new IOException("broken off as told");
        }
        byte[] bytes = dataSet.readAllBytes();
        while (silent) {
            sleep();
        }
        Integer status = answers.poll();
        if (status == null || Outcome.of(status).isDone()) {
            objects.put(request.sopInstance(), bytes);
            syntaxes.put(request.sopInstance(), request.transferSyntax());
        }
        return Outcome.of(status == null ? 0 : status);
    }

    private static void sleep() throws IOException {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Optional<AssociateReject> admit(Caller caller) {
        associations.incrementAndGet();
        return rejection;
    }

    @Override
    public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
        return ContextAnswer.firstOf(proposed, accepted);
    }

    @Override
    public void close() {
        silent = false;
        server.close();
    }
}
