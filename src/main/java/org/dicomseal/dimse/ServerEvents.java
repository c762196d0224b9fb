package org.dicomseal.dimse;

import java.net.InetSocketAddress;
import org.dicomseal.dimse.pdu.AssociateReject;

/** What happens to a server's connections. Called on their threads: must neither block nor throw. */
public interface ServerEvents {

    ServerEvents NONE = new ServerEvents() {
    };

    default void associated(Caller caller) {
    }

    /** An association has ended, in whatever way. */
    default void ended(Caller caller) {
    }

    default void rejected(Caller caller, AssociateReject why) {
    }

    /** A connection did not come to an association: a failed TLS handshake, something that is not DICOM, silence. */
    default void failed(InetSocketAddress peer, String why) {
    }
}
