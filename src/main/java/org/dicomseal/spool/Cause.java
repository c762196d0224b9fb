package org.dicomseal.spool;

/** Why an object could not be delivered: the class that decides whether, and for how long, it is tried again. */
public enum Cause {

    /** No connection or no answer to it: the archive's state, not the object's. */
    UNREACHABLE(Retry.UNTIL_TOO_OLD, true),
    /** The archive refused the association (A-ASSOCIATE-RJ): a matter of configuration on either side. */
    REJECTED(Retry.UNTIL_TOO_OLD, true),
    /** The association broke, or the archive went silent, while it took this object. */
    ABORTED(Retry.UNLESS_OTHERS_PASS, false),
    /** The archive answered a status that asks for another try (out of resources, processing failure). */
    BUSY(Retry.UNLESS_OTHERS_PASS, false),
    /** The archive answered a failure status that says that it does not want this object. */
    REFUSED(Retry.A_FEW_TIMES, false),
    /** The archive took the object, and then did not confirm that it keeps it. */
    NOT_CONFIRMED(Retry.A_FEW_TIMES, false),
    /** The archive keeps another object under this one's name: trying again changes nothing. */
    OTHER_KEPT(Retry.NEVER, false),
    /** The archive accepted no presentation context for this SOP class: trying again changes nothing. */
    NO_CONTEXT(Retry.NEVER, false),
    /** No route or archive of this name is configured any more. */
    NO_ROUTE(Retry.NEVER, false),
    /** The keystore is locked: nothing can be sealed until someone opens it. */
    LOCKED(Retry.ALWAYS, true),
    /** The object is sealed already, by a key that is locked, so that nobody can tell whether it is authentic. */
    SEALED_BY_LOCKED_KEY(Retry.ALWAYS, false),
    /** The object cannot be sealed: its content is at fault, and stays so. */
    UNSEALABLE(Retry.NEVER, false),
    /** The spooled bytes fail their integrity check. */
    CORRUPT(Retry.NEVER, false),
    /** The task is there and the bytes are gone. */
    MISSING(Retry.NEVER, false),
    /** The node's own trouble: disk, memory, a fault in the program. */
    FAULT(Retry.A_FEW_TIMES, false);

    /** How often a cause deserves another try. */
    public enum Retry {
        NEVER,
        A_FEW_TIMES,
        UNTIL_TOO_OLD,
        /** However long it takes: it is no fault, and ends by itself. */
        ALWAYS,
        /**
         * Until too old as long as nothing gets through to the archive, for then it is the archive's trouble; a few times while
         * other objects of the lane do, for then it is this object's. Archives answer "out of resources" to much.
         */
        UNLESS_OTHERS_PASS
    }

    private final Retry retry;
    private final boolean wholeLane;

    Cause(Retry retry, boolean wholeLane) {
        this.retry = retry;
        this.wholeLane = wholeLane;
    }

    public Retry retry() {
        return retry;
    }

    /** Whether the cause hits every object of the lane, so that the lane rests instead of burning through its queue. */
    public boolean hitsWholeLane() {
        return wholeLane;
    }
}
