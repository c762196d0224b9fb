package org.dicomseal.node;

import java.net.InetSocketAddress;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ServerEvents;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.node.events.NodeEvents;

/** Passes on what a listener tells of its connections. */
record Connections(NodeEvents events) implements ServerEvents {

    @Override
    public void associated(Caller caller) {
        events.associated(caller);
    }

    @Override
    public void ended(Caller caller) {
        events.ended(caller);
    }

    @Override
    public void rejected(Caller caller, AssociateReject why) {
        events.rejected(caller, why);
    }

    @Override
    public void failed(InetSocketAddress peer, String why) {
        events.unconnected(peer, why);
    }
}
