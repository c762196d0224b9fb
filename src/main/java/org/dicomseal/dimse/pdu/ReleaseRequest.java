package org.dicomseal.dimse.pdu;

/** A-RELEASE-RQ (PS3.8 section 9.3.6). */
public record ReleaseRequest() implements Pdu {
    @Override
    public int type() {
        return RELEASE_RQ;
    }
}
