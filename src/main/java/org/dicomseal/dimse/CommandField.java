package org.dicomseal.dimse;

/** Values of Command Field (0000,0100) (PS3.7 annex E.1). A response is its request with bit 15 set. */
public final class CommandField {

    public static final int C_STORE_RQ = 0x0001;
    public static final int C_STORE_RSP = 0x8001;
    public static final int C_GET_RQ = 0x0010;
    public static final int C_GET_RSP = 0x8010;
    public static final int C_FIND_RQ = 0x0020;
    public static final int C_FIND_RSP = 0x8020;
    public static final int C_MOVE_RQ = 0x0021;
    public static final int C_MOVE_RSP = 0x8021;
    public static final int C_ECHO_RQ = 0x0030;
    public static final int C_ECHO_RSP = 0x8030;
    public static final int N_EVENT_REPORT_RQ = 0x0100;
    public static final int N_EVENT_REPORT_RSP = 0x8100;
    public static final int N_GET_RQ = 0x0110;
    public static final int N_GET_RSP = 0x8110;
    public static final int N_SET_RQ = 0x0120;
    public static final int N_SET_RSP = 0x8120;
    public static final int N_ACTION_RQ = 0x0130;
    public static final int N_ACTION_RSP = 0x8130;
    public static final int N_CREATE_RQ = 0x0140;
    public static final int N_CREATE_RSP = 0x8140;
    public static final int N_DELETE_RQ = 0x0150;
    public static final int N_DELETE_RSP = 0x8150;
    public static final int C_CANCEL_RQ = 0x0FFF;

    /** The bit that tells a response from a request. */
    public static final int RESPONSE = 0x8000;

    private CommandField() {
    }

    /** Whether the field's value is a response's. */
    public static boolean isResponse(int field) {
        return (field & RESPONSE) != 0;
    }

    /** The message's name as PS3.7 has it, or its number where it has none. */
    public static String name(int field) {
        String suffix = isResponse(field) ? "-RSP" : "-RQ";
        return switch (field & ~RESPONSE) {
            case C_STORE_RQ -> "C-STORE" + suffix;
            case C_GET_RQ -> "C-GET" + suffix;
            case C_FIND_RQ -> "C-FIND" + suffix;
            case C_MOVE_RQ -> "C-MOVE" + suffix;
            case C_ECHO_RQ -> "C-ECHO" + suffix;
            case N_EVENT_REPORT_RQ -> "N-EVENT-REPORT" + suffix;
            case N_GET_RQ -> "N-GET" + suffix;
            case N_SET_RQ -> "N-SET" + suffix;
            case N_ACTION_RQ -> "N-ACTION" + suffix;
            case N_CREATE_RQ -> "N-CREATE" + suffix;
            case N_DELETE_RQ -> "N-DELETE" + suffix;
            case C_CANCEL_RQ -> "C-CANCEL" + suffix;
            default -> String.format("command 0x%04X", field);
        };
    }
}
