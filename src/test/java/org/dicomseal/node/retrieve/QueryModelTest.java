package org.dicomseal.node.retrieve;

import java.util.Set;
import org.dicomseal.dicom.Uids;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertTrue;

class QueryModelTest {

    @Test
    void sopClassesAreThoseOfTheStandard() {
        assertTrue(QueryModel.findClasses().containsAll(Set.of(Uids.PATIENT_ROOT_FIND, Uids.STUDY_ROOT_FIND)));
        assertTrue(QueryModel.retrieveClasses().containsAll(
                Set.of(Uids.PATIENT_ROOT_MOVE, Uids.STUDY_ROOT_MOVE, Uids.PATIENT_ROOT_GET, Uids.STUDY_ROOT_GET)));
    }
}
