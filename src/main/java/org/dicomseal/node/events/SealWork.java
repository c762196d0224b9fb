package org.dicomseal.node.events;

/**
 * What sealing one object took and saved.
 *
 * @param pixelBytes of its pixel data as it came; 0 if it was not sealed by us now
 * @param sealedBytes of the payload instead
 * @param nanos      that sealing took, without sending
 */
public record SealWork(long pixelBytes, long sealedBytes, long nanos) {

    public static final SealWork NONE = new SealWork(0, 0, 0);
}
