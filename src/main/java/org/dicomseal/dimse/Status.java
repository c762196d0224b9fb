package org.dicomseal.dimse;

/** Values of Status (0000,0900) (PS3.7 annex C; PS3.4 annexes B, C), and what they mean for a caller. */
public final class Status {

    public static final int SUCCESS = 0x0000;
    public static final int PENDING = 0xFF00;
    /** Pending, and some optional keys were not supported (C-FIND). */
    public static final int PENDING_WITH_WARNING = 0xFF01;
    public static final int CANCEL = 0xFE00;

    public static final int SOP_CLASS_NOT_SUPPORTED = 0x0122;
    public static final int NOT_AUTHORIZED = 0x0124;
    public static final int DUPLICATE_INVOCATION = 0x0210;
    public static final int UNRECOGNIZED_OPERATION = 0x0211;
    public static final int NO_SUCH_OBJECT_INSTANCE = 0x0112;
    public static final int NO_SUCH_EVENT_TYPE = 0x0113;
    public static final int INVALID_ARGUMENT = 0x0115;
    public static final int NO_SUCH_SOP_CLASS = 0x0118;
    /** The SOP instance is there, and is of another SOP class. */
    public static final int CLASS_INSTANCE_CONFLICT = 0x0119;
    public static final int NO_SUCH_ACTION_TYPE = 0x0123;
    public static final int RESOURCE_LIMITATION = 0x0213;
    public static final int PROCESSING_FAILURE = 0x0110;
    public static final int MISTYPED_ARGUMENT = 0x0212;

    public static final int OUT_OF_RESOURCES = 0xA700;
    /** C-MOVE and C-GET: unable to calculate the number of matches. */
    public static final int UNABLE_TO_COUNT = 0xA701;
    /** C-MOVE and C-GET: unable to perform sub-operations. */
    public static final int UNABLE_TO_PERFORM = 0xA702;
    public static final int MOVE_DESTINATION_UNKNOWN = 0xA801;
    /** C-STORE: data set doesn't match SOP class; C-FIND, C-MOVE and C-GET: identifier doesn't match SOP class. */
    public static final int DATA_SET_DOES_NOT_MATCH = 0xA900;
    /** C-STORE: cannot understand; C-FIND, C-MOVE and C-GET: unable to process. */
    public static final int CANNOT_UNDERSTAND = 0xC000;

    /** C-STORE: coercion of data elements. */
    public static final int COERCED = 0xB000;
    /** C-MOVE and C-GET: sub-operations complete, one or more failures. */
    public static final int COMPLETE_WITH_FAILURES = 0xB000;
    public static final int DATA_SET_DOES_NOT_MATCH_WARNING = 0xB007;
    public static final int ELEMENTS_DISCARDED = 0xB006;

    private Status() {
    }

    /** Whether more responses follow. */
    public static boolean isPending(int status) {
        return status == PENDING || status == PENDING_WITH_WARNING;
    }

    /** Whether the operation was done, with a remark (PS3.7 annex C.3). */
    public static boolean isWarning(int status) {
        return status == 0x0001 || status == 0x0107 || status == 0x0116 || (status & 0xF000) == 0xB000;
    }

    /** Whether the operation was done: success or a warning. */
    public static boolean isDone(int status) {
        return status == SUCCESS || isWarning(status);
    }

    /** Whether the operation failed: neither done, nor pending, nor cancelled. */
    public static boolean isFailure(int status) {
        return !isDone(status) && !isPending(status) && status != CANCEL;
    }

    /** The status as PS3.7 prints it. */
    public static String toString(int status) {
        return String.format("0x%04X", status);
    }
}
