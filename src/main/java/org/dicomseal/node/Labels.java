package org.dicomseal.node;

import java.util.Map;
import java.util.TreeMap;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.spool.Note;

/**
 * What the spool keeps with a received object, as the forwarder needs it: who sent it, what it is, which route it took.
 *
 * @param modality empty if the object names none
 */
public record Labels(String route, String callingAe, String calledAe, String sopClass, String sopInstance, String transferSyntax,
        String study, String series, String modality) {

    static Labels of(Caller caller, StoreRequest request, DataSet dataSet, String route) {
        return new Labels(route, caller.callingAe(), caller.calledAe(), request.sopClass(), request.sopInstance(),
                request.transferSyntax(), dataSet.string(Tag.STUDY_INSTANCE_UID, ""), dataSet.string(Tag.SERIES_INSTANCE_UID, ""),
                dataSet.string(Tag.MODALITY, ""));
    }

    /** The labels in a spool note. */
    public static Labels of(Note note) {
        return new Labels(note.label("route"), note.label("callingAe"), note.label("calledAe"), note.label("sopClass"),
                note.label("sopInstance"), note.label("transferSyntax"), note.label("study"), note.label("series"), note.label("modality"));
    }

    Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        map.put("route", route);
        if (Uids.isValid(sopInstance)) {
            // an older object of the same UID never overtakes a newer one
            map.put(Note.KEY, sopInstance);
        }
        map.put("callingAe", callingAe);
        map.put("calledAe", calledAe);
        map.put("sopClass", sopClass);
        map.put("sopInstance", sopInstance);
        map.put("transferSyntax", transferSyntax);
        map.put("study", study);
        map.put("series", series);
        map.put("modality", modality);
        return map;
    }
}
