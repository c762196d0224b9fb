package org.dicomseal.dimse.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-RQ (PS3.8 section 9.3.2).
 *
 * @param protocolVersion bit 0 set means version 1, the only one there is
 * @param calledAe AE title without padding, 1 to 16 characters
 * @param callingAe AE title without padding, 1 to 16 characters
 */
public record AssociateRequest(
        int protocolVersion,
        String calledAe,
        String callingAe,
        String applicationContext,
        List<ProposedContext> contexts,
        UserInformation user) implements Pdu {

    /** The DICOM application context name, the only one there is. */
    public static final String DICOM_APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

    public AssociateRequest {
        contexts = List.copyOf(contexts);
    }

    @Override
    public int type() {
        return ASSOCIATE_RQ;
    }
}
