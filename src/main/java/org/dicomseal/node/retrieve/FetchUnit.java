package org.dicomseal.node.retrieve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;

/**
 * What is asked of an archive at once: a series, or some objects of one. A slow destination holds the archive up between
 * units, never within one.
 *
 * @param instances at least one; of a series that is wanted whole they only say which series it is
 * @param whole     whether all the objects of the series are wanted
 */
record FetchUnit(List<Instance> instances, boolean whole) {

    FetchUnit {
        instances = List.copyOf(instances);
    }

    /** All of a series whose objects are not known yet. */
    static FetchUnit series(String patientId, String study, String series) {
        return new FetchUnit(List.of(new Instance(patientId, study, series, "", "")), true);
    }

    /** Splits by series. */
    static List<FetchUnit> of(List<Instance> instances, boolean wholeSeries) {
        return of(instances, wholeSeries, InstanceFinder.UIDS_AT_ONCE);
    }

    /** Splits by series, and unless they are wanted whole into parts of so many objects at most. */
    static List<FetchUnit> of(List<Instance> instances, boolean wholeSeries, int most) {
        Map<List<String>, List<Instance>> bySeries = new LinkedHashMap<>();
        for (Instance instance : instances) {
            bySeries.computeIfAbsent(List.of(instance.study(), instance.series()), key -> new ArrayList<>()).add(instance);
        }
        List<FetchUnit> units = new ArrayList<>();
        for (List<Instance> series : bySeries.values()) {
            if (wholeSeries) {
                units.add(new FetchUnit(series, true));
                continue;
            }
            for (int from = 0; from < series.size(); from += most) {
                units.add(new FetchUnit(series.subList(from, Math.min(series.size(), from + most)), false));
            }
        }
        return units;
    }

    /** The identifier that asks for them, with one value for each unique key above. */
    DataSet identifier(QueryModel model) {
        Instance first = instances.get(0);
        DataSet identifier = Identifiers.at(whole ? QueryLevel.SERIES : QueryLevel.IMAGE);
        if (model != QueryModel.STUDY_ROOT && !first.patientId().isEmpty()) {
            identifier.putString(Tag.PATIENT_ID, VR.LO, first.patientId());
        }
        identifier.putString(Tag.STUDY_INSTANCE_UID, VR.UI, first.study());
        identifier.putString(Tag.SERIES_INSTANCE_UID, VR.UI, first.series());
        if (!whole) {
            identifier.putString(Tag.SOP_INSTANCE_UID, VR.UI, instances.stream().map(Instance::uid).toArray(String[]::new));
        }
        return identifier;
    }
}
