package org.dicomseal.node.retrieve;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The query/retrieve information models (PS3.4 section C.6), the retired Patient/Study Only included. */
public enum QueryModel {

    PATIENT_ROOT("1.2.840.10008.5.1.4.1.2.1."),
    STUDY_ROOT("1.2.840.10008.5.1.4.1.2.2."),
    PATIENT_STUDY_ONLY("1.2.840.10008.5.1.4.1.2.3.");

    private final String arc;

    QueryModel(String arc) {
        this.arc = arc;
    }

    /** SOP class of its C-FIND. */
    public String find() {
        return arc + "1";
    }

    /** SOP class of its C-MOVE. */
    public String move() {
        return arc + "2";
    }

    /** SOP class of its C-GET. */
    public String get() {
        return arc + "3";
    }

    /** SOP classes of all C-FINDs that are passed on. */
    public static Set<String> findClasses() {
        return Arrays.stream(values()).map(QueryModel::find).collect(Collectors.toUnmodifiableSet());
    }

    /** SOP classes of all C-MOVEs and C-GETs that are served. */
    public static Set<String> retrieveClasses() {
        return Arrays.stream(values()).flatMap(model -> Arrays.stream(new String[] {model.move(), model.get()}))
                .collect(Collectors.toUnmodifiableSet());
    }
}
