package org.dicomseal.dimse.pdu;

/**
 * A-ABORT (PS3.8 section 9.3.8).
 *
 * @param source who aborts: {@link #BY_USER} or {@link #BY_PROVIDER}
 * @param reason why, meaningful only when the provider aborts; one of the constants
 */
public record Abort(int source, int reason) implements Pdu {

    public static final int BY_USER = 0;
    public static final int BY_PROVIDER = 2;

    public static final int NOT_SPECIFIED = 0;
    public static final int UNRECOGNIZED_PDU = 1;
    public static final int UNEXPECTED_PDU = 2;
    public static final int UNRECOGNIZED_PARAMETER = 4;
    public static final int UNEXPECTED_PARAMETER = 5;
    public static final int INVALID_PARAMETER_VALUE = 6;

    @Override
    public int type() {
        return ABORT;
    }

    /** The source in words. */
    public String sourceName() {
        return switch (source) {
            case BY_USER -> "service user";
            case BY_PROVIDER -> "service provider";
            default -> "unknown source " + source;
        };
    }

    /** The reason in words. */
    public String reasonName() {
        if (source != BY_PROVIDER) {
            return "not specified";
        }
        return switch (reason) {
            case NOT_SPECIFIED -> "not specified";
            case UNRECOGNIZED_PDU -> "unrecognized PDU";
            case UNEXPECTED_PDU -> "unexpected PDU";
            case UNRECOGNIZED_PARAMETER -> "unrecognized PDU parameter";
            case UNEXPECTED_PARAMETER -> "unexpected PDU parameter";
            case INVALID_PARAMETER_VALUE -> "invalid PDU parameter value";
            default -> "unknown reason " + reason;
        };
    }
}
