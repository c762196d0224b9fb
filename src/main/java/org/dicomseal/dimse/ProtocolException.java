package org.dicomseal.dimse;

/** The peer broke the rules of PS3.7 or PS3.8. The association was aborted. */
public class ProtocolException extends DimseException {

    private static final long serialVersionUID = 1L;

    private final int abortReason;

    /** @param abortReason one of {@link org.dicomseal.dimse.pdu.Abort}'s reasons */
    public ProtocolException(int abortReason, String message) {
        super(message);
        this.abortReason = abortReason;
    }

    public ProtocolException(int abortReason, String message, Throwable cause) {
        super(message, cause);
        this.abortReason = abortReason;
    }

    /** The reason for the A-ABORT that answers it. */
    public int abortReason() {
        return abortReason;
    }
}
