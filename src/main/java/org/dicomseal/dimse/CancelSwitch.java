package org.dicomseal.dimse;

import java.io.IOException;

/**
 * Cancels the operation of a service user from another thread. It stays on: an operation that is only just being
 * started, or starts later, is cancelled as soon as its request is out, so no cancel is lost between two moments.
 */
final class CancelSwitch {

    private Exchange running;
    private boolean on;

    /** An operation's request has been sent. */
    void started(Exchange exchange) throws IOException {
        synchronized (this) {
            running = exchange;
            if (!on) {
                return;
            }
        }
        exchange.cancel();
    }

    /** Its final response is there. */
    synchronized void ended() {
        running = null;
    }

    void cancel() throws IOException {
        Exchange exchange;
        synchronized (this) {
            on = true;
            exchange = running;
        }
        if (exchange != null) {
            exchange.cancel();
        }
    }
}
