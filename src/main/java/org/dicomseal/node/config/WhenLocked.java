package org.dicomseal.node.config;

/** What a node does with objects that come while the key that seals waits for its owner's finger. */
public enum WhenLocked {
    /** Takes them in and forwards them once it is unlocked. */
    ACCEPT,
    /** Answers that the sender should try again later. */
    REFUSE
}
