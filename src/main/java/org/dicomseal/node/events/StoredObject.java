package org.dicomseal.node.events;

/**
 * One object on its way in or out.
 *
 * @param patientId empty if it is not known; never for a log
 * @param study     Study Instance UID; empty if there is none
 * @param bytes     of its data set, on the wire
 */
public record StoredObject(String patientId, String study, String sopClass, String sopInstance, long bytes) {
}
