package org.dicomseal.audit;

import java.util.Map;

/**
 * What it was about (ParticipantObjectIdentification).
 *
 * @param type       1 a person, 2 a system object
 * @param role       see PS3.15 section A.5.1.2.2
 * @param query      null, or the keys of a query
 * @param details    named values, as bytes
 * @param sopClasses how many objects of each SOP class
 */
record Subject(Code idType, String id, int type, int role, byte[] query, Map<String, byte[]> details, Map<String, Integer> sopClasses) {

    static Subject patient(String id) {
        return new Subject(Code.PATIENT_NUMBER, id, 1, 1, null, Map.of(), Map.of());
    }

    static Subject study(String uid, Map<String, Integer> sopClasses) {
        return new Subject(Code.STUDY_INSTANCE_UID, uid, 2, 3, null, Map.of(), sopClasses);
    }

    static Subject query(String sopClass, byte[] keys, Map<String, byte[]> details) {
        return new Subject(Code.SOP_CLASS_UID, sopClass, 2, 3, keys, details, Map.of());
    }

    /** What an alert is about: a security resource. */
    static Subject alert(Code idType, String id, Map<String, byte[]> details) {
        return new Subject(idType, id, 2, 13, null, details, Map.of());
    }
}
