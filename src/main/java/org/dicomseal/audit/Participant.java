package org.dicomseal.audit;

/**
 * A process or person that took part (ActiveParticipant).
 *
 * @param user        who: an AE title, or a host where there is none
 * @param alternative empty, or another name
 * @param requestor   whether it began it
 * @param role        null, or what it did
 * @param address     empty, or an IP address
 */
record Participant(String user, String alternative, boolean requestor, Code role, String address) {
}
