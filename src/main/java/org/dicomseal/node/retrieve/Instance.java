package org.dicomseal.node.retrieve;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dicomseal.node.events.StudyPart;

/**
 * An object that an archive says it has.
 *
 * @param patientId empty where the archive doesn't tell
 * @param sopClass empty where the archive doesn't tell
 */
record Instance(String patientId, String study, String series, String sopClass, String uid) {

    Instance ofClass(String other) {
        return new Instance(patientId, study, series, other, uid);
    }

    static Set<String> classes(Collection<Instance> instances) {
        return instances.stream().map(Instance::sopClass).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** How many of which class in each study, in the order in which the studies come. */
    static List<StudyPart> byStudy(List<Instance> instances) {
        Map<String, String> patients = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> classes = new HashMap<>();
        for (Instance each : instances) {
            patients.putIfAbsent(each.study, each.patientId);
            classes.computeIfAbsent(each.study, study -> new HashMap<>()).merge(each.sopClass, 1, Integer::sum);
        }
        return patients.entrySet().stream()
                .map(each -> new StudyPart(each.getValue(), each.getKey(), classes.get(each.getKey()))).toList();
    }
}
