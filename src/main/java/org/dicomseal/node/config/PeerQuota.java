package org.dicomseal.node.config;

/**
 * What one peer may take of the node; 0 is no limit beyond those for all.
 *
 * @param associations          at once
 * @param associationsPerMinute begun in a minute
 * @param objectsPerMinute      stored in a minute
 */
public record PeerQuota(int associations, int associationsPerMinute, int objectsPerMinute) {

    public static final PeerQuota NONE = new PeerQuota(0, 0, 0);
}
