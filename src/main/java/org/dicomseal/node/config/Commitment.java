package org.dicomseal.node.config;

/** By what an archive shows that it keeps what it took, before the bytes here are deleted. */
public enum Commitment {
    /** Its answer to C-STORE is enough. */
    NONE,
    /** It names the object in answer to a C-FIND. */
    FIND,
    /** It commits to it by its own storage commitment (PS3.4 annex J). */
    REQUEST,
    /** It gives back the very object that was sent: each is fetched again, and its seal is compared. */
    COMPARE
}
