package org.dicomseal.node.config;

/** What a route does with objects without pixel data. */
public enum NonImagePolicy {
    /** They go to the archive as they came. */
    FORWARD,
    /** They are refused at intake. */
    REJECT,
    /** Their bulk attributes go into an encrypted private element. */
    SEAL
}
