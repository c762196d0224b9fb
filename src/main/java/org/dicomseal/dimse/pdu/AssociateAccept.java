package org.dicomseal.dimse.pdu;

import java.util.List;

/** A-ASSOCIATE-AC (PS3.8 section 9.3.3). The AE titles are echoed from the request, and not to be tested. */
public record AssociateAccept(
        int protocolVersion,
        String calledAe,
        String callingAe,
        String applicationContext,
        List<ContextResult> contexts,
        UserInformation user) implements Pdu {

    public AssociateAccept {
        contexts = List.copyOf(contexts);
    }

    @Override
    public int type() {
        return ASSOCIATE_AC;
    }
}
