package org.dicomseal.dcm4che;

import java.util.List;

/**
 * What a retrieval asks for: unique keys of the Query/Retrieve levels (PS3.4 C.6). An empty list leaves its level open.
 */
public record Selection(List<String> patientIds, List<String> studies, List<String> series, List<String> instances) {

    /** One object. */
    public static Selection instance(String sopInstance) {
        return new Selection(List.of(), List.of(), List.of(), List.of(sopInstance));
    }

    public boolean matches(Identity identity) {
        return matches(patientIds, identity.patientId()) && matches(studies, identity.study())
                && matches(series, identity.series()) && matches(instances, identity.sopInstance());
    }

    private static boolean matches(List<String> wanted, String held) {
        return wanted.isEmpty() || wanted.contains(held);
    }
}
