package org.dicomseal.dimse.pdu;

/** Asynchronous operations window (PS3.7 annex D.3.3.3): how many operations may be outstanding; 0 is unlimited. */
public record AsyncOperations(int invoked, int performed) {

    /** One at a time both ways: what holds where nothing was negotiated. */
    public static final AsyncOperations SYNCHRONOUS = new AsyncOperations(1, 1);
}
