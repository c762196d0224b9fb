package org.dicomseal.node.config;

/** What a peer with the watermarked view gets of a compressed image that can't be decoded here, and so can't be marked. */
public enum Undecodable {
    /** Nothing: a counted failure of the retrieval. */
    REFUSE,
    /** The codestreams as they came. */
    ORIGINAL
}
