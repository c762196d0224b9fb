package org.dicomseal.dimse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;

/** A store in memory, and what tests need around it. */
final class Memory implements StoreHandler, AssociationPolicy {

    static final String IMPLICIT = "1.2.840.10008.1.2";
    static final String EXPLICIT = "1.2.840.10008.1.2.1";
    static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    static final String STUDY_FIND = "1.2.840.10008.5.1.4.1.2.2.1";
    static final String STUDY_MOVE = "1.2.840.10008.5.1.4.1.2.2.2";
    static final String STUDY_GET = "1.2.840.10008.5.1.4.1.2.2.3";

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final Map<String, StoreRequest> requests = new ConcurrentHashMap<>();
    volatile Collection<String> transferSyntaxes = List.of(IMPLICIT, EXPLICIT);
    volatile Optional<AssociateReject> rejection = Optional.empty();
    volatile Caller lastCaller;

    @Override
    public Outcome store(Association association, StoreRequest request, InputStream dataSet) throws IOException {
        objects.put(request.sopInstance(), dataSet.readAllBytes());
        requests.put(request.sopInstance(), request);
        return Outcome.SUCCESS;
    }

    @Override
    public Optional<AssociateReject> admit(Caller caller) {
        lastCaller = caller;
        return rejection;
    }

    @Override
    public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
        return ContextAnswer.firstOf(proposed, transferSyntaxes);
    }

    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static AssociationProposal proposal() {
        return new AssociationProposal("SCU", "SCP").context(EchoScu.VERIFICATION, IMPLICIT).context(CT, EXPLICIT, IMPLICIT);
    }

    static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
