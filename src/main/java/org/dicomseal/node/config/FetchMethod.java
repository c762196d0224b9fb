package org.dicomseal.node.config;

/** How sealed objects are fetched from an archive. */
public enum FetchMethod {
    /** By C-GET. */
    GET,
    /** By C-MOVE to our fetching AE title, which the archive must know. */
    MOVE,
    /** By C-GET, or by C-MOVE if the archive does not offer it. */
    AUTO
}
