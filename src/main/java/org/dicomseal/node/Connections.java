package org.dicomseal.node;

import java.net.InetSocketAddress;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ServerEvents;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.node.events.NodeEvents;

/** Passes on what a listener tells of its connections, and gives back their places in the quotas. */
record Connections(NodeEvents events, PeerQuotas quotas) implements ServerEvents {

    @Override
    public void associated(Caller caller) {
        events.associated(caller);
    }

    @Override
    public void ended(Caller caller) {
        quotas.leave(caller.address());
        events.ended(caller);
    }

    @Override
    public void rejected(Caller caller, AssociateReject why) {
        quotas.leave(caller.address());
        events.rejected(caller, why);
    }

    @Override
    public void failed(InetSocketAddress peer, String why) {
        quotas.leave(peer);
        events.unconnected(peer, why);
    }
}
