package org.dicomseal.dimse;

/**
 * An N-ACTION or N-EVENT-REPORT of a peer.
 *
 * @param typeId action or event type
 * @param transferSyntax of its information
 * @param information the data set's bytes; empty if it has none
 */
public record NormalizedRequest(String sopClass, String sopInstance, int typeId, String transferSyntax, byte[] information) {
}
