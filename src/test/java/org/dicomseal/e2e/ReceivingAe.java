package org.dicomseal.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationPolicy;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ContextAnswer;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.StoreHandler;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;

/** A storage provider on loopback that takes everything in every syntax and keeps it in memory; or, told so, does not. */
final class ReceivingAe implements AssociationPolicy, StoreHandler, AutoCloseable {

    final Map<String, Specimen> objects = new ConcurrentHashMap<>();
    final List<StoreRequest> requests = new CopyOnWriteArrayList<>();
    /** Transfer syntaxes that it takes; empty for all. */
    volatile List<String> syntaxes = List.of();
    volatile Optional<AssociateReject> rejection = Optional.empty();
    /** Asked before an object is kept. */
    volatile Answers answers = (association, request) -> Outcome.SUCCESS;

    private final DimseServer server;

    /** What to say to an object; one that is not done is not kept. */
    interface Answers {
        Outcome to(Association association, StoreRequest request) throws IOException;
    }

    ReceivingAe() throws IOException {
        this(ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    ReceivingAe(ServerOptions options) throws IOException {
        server = DimseServer.start(options, this, new DimseServices().onStore(this));
    }

    int port() {
        return server.address().getPort();
    }

    /** Associations that are open now. */
    int associations() {
        return server.associations();
    }

    @Override
    public Outcome store(Association association, StoreRequest request, InputStream dataSet) throws IOException {
        requests.add(request);
        byte[] bytes = dataSet.readAllBytes();
        Outcome outcome = answers.to(association, request);
        if (outcome.isDone()) {
            objects.put(request.sopInstance(), Specimen.ofDataSet(bytes, request.transferSyntax()));
        }
        return outcome;
    }

    @Override
    public Optional<AssociateReject> admit(Caller caller) {
        return rejection;
    }

    @Override
    public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
        return ContextAnswer.firstOf(proposed, syntaxes.isEmpty() ? proposed.transferSyntaxes() : syntaxes);
    }

    @Override
    public void close() {
        server.close();
    }
}
