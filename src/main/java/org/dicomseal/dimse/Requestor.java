package org.dicomseal.dimse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.dicomseal.dimse.pdu.Abort;
import org.dicomseal.dimse.pdu.AssociateAccept;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.AssociateRequest;
import org.dicomseal.dimse.pdu.ContextResult;
import org.dicomseal.dimse.pdu.Pdu;
import org.dicomseal.dimse.pdu.PduEncoder;
import org.dicomseal.dimse.pdu.PduException;
import org.dicomseal.dimse.pdu.ProposedContext;
import org.dicomseal.dimse.pdu.RoleSelection;
import org.dicomseal.dimse.pdu.UserInformation;

/** Asks for an association (PS3.8 states 4 and 5). */
final class Requestor {

    private final AssociationProposal proposal;
    private final NetworkOptions options;
    private final TlsOptions tls;

    Requestor(AssociationProposal proposal, NetworkOptions options, TlsOptions tls) {
        this.proposal = proposal;
        this.options = options;
        this.tls = tls;
    }

    Association connect(InetSocketAddress address) throws IOException {
        Socket plain = new Socket();
        try {
            InetSocketAddress resolved = address.isUnresolved()
                    ? new InetSocketAddress(address.getHostString(), address.getPort()) : address;
            plain.connect(resolved, (int) Math.min(Integer.MAX_VALUE, options.connect().toMillis()));
            SocketTuning.tune(plain);
        } catch (SocketTimeoutException e) {
            plain.close();
            throw new DimseTimeoutException("connection to " + proposal.calledAe(), options.connect());
        } catch (IOException e) {
            plain.close();
            throw e;
        }
        SSLSocket secure = tls == null ? null : SocketTuning.client(plain, tls, address);
        Transport transport = new Transport(plain, secure, options.write());
        try {
            if (secure != null) {
                transport.handshake(secure, options.acse());
            }
            return associate(transport, address);
        } catch (IOException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    private Association associate(Transport transport, InetSocketAddress address) throws IOException {
        AssociateRequest request = proposal.toRequest(options.maxPduReceived());
        byte[] bytes = PduEncoder.encode(request);
        transport.write(bytes, 0, bytes.length);
        PduReader reader = new PduReader(transport, options.idle(), options.maxPduReceived());
        try {
            Pdu answer = answer(reader);
            if (answer instanceof AssociateAccept accept) {
                Caller caller = new Caller(proposal.callingAe(), proposal.calledAe(), address, List.of());
                checkMaxPdu(accept.user());
                return new Association(transport, reader, options, caller, true, accepted(request, accept), accept.user());
            }
            if (answer instanceof AssociateReject reject) {
                throw new AssociationRejectedException(proposal.calledAe(), reject);
            }
            if (answer instanceof Abort abort) {
                throw new AssociationAbortedException("the association request was answered by an abort of "
                        + proposal.calledAe() + "'s " + abort.sourceName() + ": " + abort.reasonName());
            }
            throw new PduException(Abort.UNEXPECTED_PDU, "A-ASSOCIATE-RQ was answered by " + answer);
        } catch (PduException e) {
            byte[] abort = PduEncoder.encode(new Abort(Abort.BY_PROVIDER, e.abortReason()));
            transport.write(abort, 0, abort.length);
            throw new ProtocolException(e.abortReason(), proposal.calledAe() + ": " + e.getMessage(), e);
        }
    }

    private Pdu answer(PduReader reader) throws IOException {
        int type = reader.nextPdu("answer to A-ASSOCIATE-RQ from " + proposal.calledAe(), options.acse());
        if (type < 0) {
            throw new AssociationAbortedException(proposal.calledAe() + " closed the connection instead of answering A-ASSOCIATE-RQ");
        }
        if (type == Pdu.P_DATA_TF) {
            throw new PduException(Abort.UNEXPECTED_PDU, "A-ASSOCIATE-RQ was answered by P-DATA-TF");
        }
        return reader.body(type);
    }

    static void checkMaxPdu(UserInformation user) throws PduException {
        if (user.maxPduLength() != 0 && user.maxPduLength() < 8) {
            throw new PduException(Abort.INVALID_PARAMETER_VALUE, "maximum PDU length " + user.maxPduLength() + " leaves no room for data");
        }
    }

    private static List<PresentationContext> accepted(AssociateRequest request, AssociateAccept accept) throws PduException {
        List<PresentationContext> accepted = new ArrayList<>();
        for (ContextResult result : accept.contexts()) {
            if (!result.accepted()) {
                continue;
            }
            ProposedContext proposed = request.contexts().stream().filter(c -> c.id() == result.id()).findFirst()
                    .orElseThrow(() -> new PduException(Abort.INVALID_PARAMETER_VALUE,
                            "presentation context " + result.id() + " was accepted but never proposed"));
            if (!proposed.transferSyntaxes().contains(result.transferSyntax())) {
                throw new PduException(Abort.INVALID_PARAMETER_VALUE, "presentation context " + result.id()
                        + " was accepted with transfer syntax \"" + result.transferSyntax() + "\", which was not proposed");
            }
            // no answer to a role item means the default: the requestor is the user, the acceptor the provider
            Optional<RoleSelection> asked = request.user().role(proposed.abstractSyntax());
            Optional<RoleSelection> role = asked.flatMap(r -> accept.user().role(proposed.abstractSyntax()));
            accepted.add(new PresentationContext(result.id(), proposed.abstractSyntax(), result.transferSyntax(),
                    role.map(r -> r.scu() && asked.get().scu()).orElse(true),
                    role.map(r -> r.scp() && asked.get().scp()).orElse(false)));
        }
        return accepted;
    }
}
