package org.dicomseal.dimse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.dicomseal.dimse.pdu.Abort;
import org.dicomseal.dimse.pdu.AssociateAccept;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.AssociateRequest;
import org.dicomseal.dimse.pdu.Pdu;
import org.dicomseal.dimse.pdu.PduEncoder;
import org.dicomseal.dimse.pdu.PduException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an accepted connection to an association, or to a rejection (PS3.8 states 2 and 3). */
final class ServerHandshake {

    private static final Logger LOG = LoggerFactory.getLogger(ServerHandshake.class);

    private final ServerOptions options;
    private final AssociationPolicy policy;
    private final ServerEvents events;

    ServerHandshake(ServerOptions options, AssociationPolicy policy, ServerEvents events) {
        this.options = options;
        this.policy = policy;
        this.events = events;
    }

    /**
     * Waits for the peer's request, and answers it.
     *
     * @param place asked for one when the request has come and is to be accepted; says why there is none, or nothing
     * @return empty if it was rejected
     */
    Optional<Association> establish(Socket socket, Supplier<Optional<AssociateReject>> place) throws IOException {
        NetworkOptions network = options.network();
        SSLSocket secure = null;
        if (options.tls().isPresent()) {
            secure = SocketTuning.server(socket, options.tls().get());
        }
        Transport transport = new Transport(socket, secure, network.write());
        try {
            if (secure != null) {
                transport.handshake(secure, network.acse());
            }
            PduReader reader = new PduReader(transport, network.idle(), network.maxPduReceived());
            Optional<AssociateRequest> request = request(reader);
            if (request.isEmpty()) {
                transport.close();
                return Optional.empty();
            }
            Caller caller = new Caller(request.get().callingAe(), request.get().calledAe(),
                    (InetSocketAddress) socket.getRemoteSocketAddress(), certificates(secure));
            Acceptor acceptor = new Acceptor(request.get(), caller, policy);
            Optional<AssociateReject> rejection = acceptor.rejection().or(place);
            if (rejection.isPresent()) {
                LOG.warn("rejected {}: {}", caller, rejection.get().reasonName());
                events.rejected(caller, rejection.get());
                sendLast(transport, rejection.get());
                return Optional.empty();
            }
            AssociateAccept answer = acceptor.accept(network.maxPduReceived());
            send(transport, answer);
            return Optional.of(new Association(transport, reader, network, caller, false,
                    Acceptor.contexts(request.get(), answer), request.get().user()));
        } catch (PduException e) {
            sendLast(transport, new Abort(Abort.BY_PROVIDER, e.abortReason()));
            throw new ProtocolException(e.abortReason(), e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /** Empty if the peer only connected, or thought better of it: load balancers do it all day. */
    private Optional<AssociateRequest> request(PduReader reader) throws IOException {
        int type = reader.nextPdu("A-ASSOCIATE-RQ", options.network().acse());
        if (type < 0) {
            return Optional.empty();
        }
        if (type == Pdu.P_DATA_TF) {
            throw new PduException(Abort.UNEXPECTED_PDU, "P-DATA-TF before an association");
        }
        Pdu pdu = reader.body(type);
        if (pdu instanceof Abort) {
            return Optional.empty();
        }
        if (pdu instanceof AssociateRequest request) {
            return Optional.of(request);
        }
        throw new PduException(Abort.UNEXPECTED_PDU, String.format("PDU of type 0x%02X before an association", type));
    }

    private static List<X509Certificate> certificates(SSLSocket secure) {
        List<X509Certificate> chain = new ArrayList<>();
        if (secure != null) {
            try {
                for (Certificate certificate : secure.getSession().getPeerCertificates()) {
                    chain.add((X509Certificate) certificate);
                }
            } catch (SSLPeerUnverifiedException e) {
                LOG.debug("TLS client without a certificate");
            }
        }
        return chain;
    }

    private static void send(Transport transport, Pdu pdu) throws IOException {
        byte[] bytes = PduEncoder.encode(pdu);
        transport.write(bytes, 0, bytes.length);
    }

    private static void sendLast(Transport transport, Pdu pdu) {
        try {
            send(transport, pdu);
            transport.endOutput(Association.LINGER);
        } catch (IOException e) {
            LOG.debug("the peer didn't wait for the answer: {}", e.getMessage());
            transport.close();
        }
    }
}
