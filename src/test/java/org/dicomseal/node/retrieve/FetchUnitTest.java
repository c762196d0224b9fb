package org.dicomseal.node.retrieve;

import java.util.ArrayList;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class FetchUnitTest {

    @Test
    void wholeSeriesAreAskedForSeriesBySeries() {
        List<Instance> mixed = List.of(Objects.instance("1.1", 1), Objects.instance("1.2", 2), Objects.instance("1.1", 3));
        List<FetchUnit> units = FetchUnit.of(mixed, true);
        assertEquals(2, units.size());
        DataSet identifier = units.get(0).identifier(QueryModel.STUDY_ROOT);
        assertEquals("SERIES", identifier.string(Tag.QUERY_RETRIEVE_LEVEL));
        assertEquals("1.2", identifier.string(Tag.STUDY_INSTANCE_UID));
        assertEquals("1.1", identifier.string(Tag.SERIES_INSTANCE_UID));
        assertFalse(identifier.contains(Tag.SOP_INSTANCE_UID));
        assertFalse(identifier.contains(Tag.PATIENT_ID));
    }

    @Test
    void someObjectsAreAskedForByTheirUidsInPortions() {
        List<FetchUnit> units = FetchUnit.of(Objects.instances(InstanceFinder.UIDS_AT_ONCE + 1), false);
        assertEquals(List.of(InstanceFinder.UIDS_AT_ONCE, 1), units.stream().map(unit -> unit.instances().size()).toList());
        DataSet identifier = units.get(1).identifier(QueryModel.PATIENT_ROOT);
        assertEquals("IMAGE", identifier.string(Tag.QUERY_RETRIEVE_LEVEL));
        assertEquals(List.of(Objects.uid(InstanceFinder.UIDS_AT_ONCE)), identifier.strings(Tag.SOP_INSTANCE_UID));
        assertEquals("P", identifier.string(Tag.PATIENT_ID));
    }

    @Test
    void nothingMakesNoUnits() {
        assertEquals(List.of(), FetchUnit.of(new ArrayList<>(), true));
    }
}
