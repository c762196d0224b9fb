package org.dicomseal.node.config;

/** What is done with an object from the archive that is not as we sealed it. */
public enum Reaction {
    /** It is not given out: a counted failure of the retrieval. */
    REFUSE,
    /** It is given out, with a warning in the log and in the audit trail. */
    FLAG,
    /** It is given out. */
    PASS
}
