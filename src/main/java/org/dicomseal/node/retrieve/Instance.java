package org.dicomseal.node.retrieve;

/**
 * An object that an archive says it has.
 *
 * @param patientId empty where the archive doesn't tell
 * @param sopClass empty where the archive doesn't tell
 */
record Instance(String patientId, String study, String series, String sopClass, String uid) {
}
