package org.dicomseal.dimse.pdu;

/**
 * A-ASSOCIATE-RJ (PS3.8 section 9.3.4): why an association was not accepted.
 *
 * @param result {@link #PERMANENT}, or {@link #TRANSIENT} (trying again later may help)
 * @param source who rejects: {@link #BY_USER}, {@link #BY_PROVIDER_ACSE} or {@link #BY_PROVIDER_PRESENTATION}
 * @param reason why; its meaning depends on the source
 */
public record AssociateReject(int result, int source, int reason) implements Pdu {

    public static final int PERMANENT = 1;
    public static final int TRANSIENT = 2;

    public static final int BY_USER = 1;
    public static final int BY_PROVIDER_ACSE = 2;
    public static final int BY_PROVIDER_PRESENTATION = 3;

    public static final AssociateReject NO_REASON = new AssociateReject(PERMANENT, BY_USER, 1);
    public static final AssociateReject APPLICATION_CONTEXT_NOT_SUPPORTED = new AssociateReject(PERMANENT, BY_USER, 2);
    public static final AssociateReject CALLING_AE_NOT_RECOGNIZED = new AssociateReject(PERMANENT, BY_USER, 3);
    public static final AssociateReject CALLED_AE_NOT_RECOGNIZED = new AssociateReject(PERMANENT, BY_USER, 7);
    public static final AssociateReject PROTOCOL_VERSION_NOT_SUPPORTED = new AssociateReject(PERMANENT, BY_PROVIDER_ACSE, 2);
    public static final AssociateReject TEMPORARY_CONGESTION = new AssociateReject(TRANSIENT, BY_PROVIDER_PRESENTATION, 1);
    public static final AssociateReject LOCAL_LIMIT_EXCEEDED = new AssociateReject(TRANSIENT, BY_PROVIDER_PRESENTATION, 2);

    @Override
    public int type() {
        return ASSOCIATE_RJ;
    }

    /** The result in words. */
    public String resultName() {
        return switch (result) {
            case PERMANENT -> "rejected permanently";
            case TRANSIENT -> "rejected for now";
            default -> "rejected with unknown result " + result;
        };
    }

    /** The source in words. */
    public String sourceName() {
        return switch (source) {
            case BY_USER -> "service user";
            case BY_PROVIDER_ACSE -> "service provider (ACSE)";
            case BY_PROVIDER_PRESENTATION -> "service provider (presentation)";
            default -> "unknown source " + source;
        };
    }

    /** The reason in words. */
    public String reasonName() {
        return switch (source * 16 + reason) {
            case 0x11, 0x21 -> "no reason given";
            case 0x12 -> "application context name not supported";
            case 0x13 -> "calling AE title not recognized";
            case 0x17 -> "called AE title not recognized";
            case 0x22 -> "protocol version not supported";
            case 0x31 -> "temporary congestion";
            case 0x32 -> "local limit exceeded";
            default -> "unknown reason " + reason;
        };
    }
}
