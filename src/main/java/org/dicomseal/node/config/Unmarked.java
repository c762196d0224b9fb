package org.dicomseal.node.config;

/** What a route does with an image that can't carry the watermark it asks for. */
public enum Unmarked {
    /** It goes on without: nothing is lost, and the log says why. */
    FORWARD,
    /** It stays in the queue as a dead letter, for a person to see. */
    REFUSE
}
