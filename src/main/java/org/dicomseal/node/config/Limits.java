package org.dicomseal.node.config;

import java.time.Duration;

/**
 * What the node takes on at once.
 *
 * @param associations        in all
 * @param associationsPerPeer from one address
 * @param workBytes           memory that objects being sealed or unsealed may use together
 * @param objectBytes         largest object that is taken in
 * @param stopWait            how long a stop waits for work under way
 */
public record Limits(int associations, int associationsPerPeer, long workBytes, long objectBytes, Duration stopWait) {
}
