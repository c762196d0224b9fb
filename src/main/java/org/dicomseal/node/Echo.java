package org.dicomseal.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.EchoScu;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.PeerConfig;

/**
 * What a C-ECHO (PS3.4 annex A) told of a peer.
 *
 * @param answered whether it answered success
 * @param text     its answer, or why there was none
 * @param millis   until then
 */
public record Echo(boolean answered, String text, long millis) {

    /** Asks an archive as the node would when it forwards. */
    static Echo of(ArchiveConfig archive, NodeContext context) {
        return ask(archive.address(), archive.calling(), archive.ae(), context.config().network(), context.tlsIf(archive.tls()));
    }

    /** Asks a C-MOVE destination as the node would when it sends to it. */
    static Echo of(PeerConfig.MoveTarget target, String callingAe, String calledAe, NodeContext context) {
        return ask(new InetSocketAddress(target.host(), target.port()), callingAe, calledAe, context.config().network(),
                context.tlsIf(target.tls()));
    }

    private static Echo ask(InetSocketAddress address, String callingAe, String calledAe, NetworkOptions network, TlsOptions tls) {
        long begun = System.nanoTime();
        AssociationProposal proposal = new AssociationProposal(callingAe, calledAe)
                .context(EchoScu.VERIFICATION, Uids.IMPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = Association.open(address, proposal, network, tls)) {
            Outcome outcome = new EchoScu(association).echo();
            return new Echo(outcome.isDone(), outcome.toString(), since(begun));
        } catch (IOException e) {
            return new Echo(false, String.valueOf(e.getMessage()), since(begun));
        }
    }

    private static long since(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
