package org.dicomseal.archive;

import java.util.List;
import java.util.Set;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;

/**
 * One patient, study, series or instance, as its objects tell of it.
 *
 * @param objects at least one; the first answers for all in what they have in common
 */
record Match(Level level, List<StoredObject> objects) {

    private static final Set<Integer> COUNTS = Set.of(Tag.NUMBER_OF_PATIENT_RELATED_STUDIES, Tag.NUMBER_OF_PATIENT_RELATED_SERIES,
            Tag.NUMBER_OF_PATIENT_RELATED_INSTANCES, Tag.NUMBER_OF_STUDY_RELATED_SERIES, Tag.NUMBER_OF_STUDY_RELATED_INSTANCES,
            Tag.NUMBER_OF_SERIES_RELATED_INSTANCES);

    static boolean isCount(int tag) {
        return COUNTS.contains(tag);
    }

    /** The values that a key is matched with. */
    List<String> values(int tag) {
        return switch (tag) {
            case Tag.MODALITIES_IN_STUDY -> distinct(Tag.MODALITY);
            case Tag.SOP_CLASSES_IN_STUDY -> distinct(Tag.SOP_CLASS_UID);
            default -> Matching.values(first(), tag);
        };
    }

    /** Puts what this says about an attribute; an attribute that isn't known is returned empty. */
    void answer(int tag, DataSet response) {
        switch (tag) {
            case Tag.MODALITIES_IN_STUDY -> response.putString(tag, VR.CS, distinct(Tag.MODALITY).toArray(new String[0]));
            case Tag.SOP_CLASSES_IN_STUDY -> response.putString(tag, VR.UI, distinct(Tag.SOP_CLASS_UID).toArray(new String[0]));
            case Tag.NUMBER_OF_PATIENT_RELATED_STUDIES -> response.putInts(tag, VR.IS, distinct(Tag.STUDY_INSTANCE_UID).size());
            case Tag.NUMBER_OF_PATIENT_RELATED_SERIES, Tag.NUMBER_OF_STUDY_RELATED_SERIES ->
                response.putInts(tag, VR.IS, distinct(Tag.SERIES_INSTANCE_UID).size());
            case Tag.NUMBER_OF_PATIENT_RELATED_INSTANCES, Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, Tag.NUMBER_OF_SERIES_RELATED_INSTANCES ->
                response.putInts(tag, VR.IS, objects.size());
            case Tag.INSTANCE_AVAILABILITY -> response.putString(tag, VR.CS, "ONLINE");
            default -> {
                Element held = first().get(tag);
                if (held != null) {
                    response.put(held);
                } else {
                    response.putEmpty(tag);
                }
            }
        }
    }

    private DataSet first() {
        return objects.get(0).keys();
    }

    private List<String> distinct(int tag) {
        return objects.stream().map(object -> object.keys().string(tag, "")).filter(value -> !value.isEmpty()).distinct().toList();
    }
}
