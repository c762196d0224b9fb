package org.dicomseal.dimse.pdu;

import java.io.IOException;

/** Bytes of a peer that are not a valid PDU. Carries the reason that an A-ABORT gives for it. */
public class PduException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int abortReason;

    /**
     * @param abortReason one of {@link Abort}'s reasons
     * @param message what is wrong, and where
     */
    public PduException(int abortReason, String message) {
        super(message);
        this.abortReason = abortReason;
    }

    /** The reason for the A-ABORT that answers it. */
    public int abortReason() {
        return abortReason;
    }
}
