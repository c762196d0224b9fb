package org.dicomseal.node.events;

import java.util.Map;

/**
 * Objects of one study that go somewhere together.
 *
 * @param patientId  empty if it is not known; never for a log
 * @param study      Study Instance UID; empty if it is not known
 * @param sopClasses how many objects of each SOP class; a class that is not known is empty
 */
public record StudyPart(String patientId, String study, Map<String, Integer> sopClasses) {

    public StudyPart {
        sopClasses = Map.copyOf(sopClasses);
    }

    public int objects() {
        return sopClasses.values().stream().mapToInt(Integer::intValue).sum();
    }
}
