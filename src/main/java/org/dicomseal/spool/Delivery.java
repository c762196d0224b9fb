package org.dicomseal.spool;

import java.time.Duration;

/** What came of an attempt that did not fail. */
public sealed interface Delivery {

    /** The other side has the object for good: its bytes may be deleted here. */
    record Done(Receipt receipt) implements Delivery {
    }

    /** The other side took the object, and has yet to confirm that it keeps it: the bytes stay until {@link Spool#confirm}. */
    record Unconfirmed(Receipt receipt) implements Delivery {
    }

    /** It is too early for this object: another attempt is due after that time, and none is counted. */
    record Postponed(Duration time) implements Delivery {
    }

    /** Delivered, and nothing to remember of it. */
    Delivery DONE = new Done(Receipt.NONE);
}
