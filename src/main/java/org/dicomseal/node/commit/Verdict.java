package org.dicomseal.node.commit;

/**
 * What can be said of one object that a modality asks commitment for.
 *
 * @param kind   whether it can be said already
 * @param reason Failure Reason where it failed, else 0
 */
record Verdict(Kind kind, int reason) {

    enum Kind { COMMITTED, FAILED, PENDING }

    static final Verdict COMMITTED = new Verdict(Kind.COMMITTED, 0);
    static final Verdict PENDING = new Verdict(Kind.PENDING, 0);

    static Verdict failed(int reason) {
        return new Verdict(Kind.FAILED, reason);
    }
}
