package org.dicomseal.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Operation;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;

/**
 * An identifier of C-FIND, C-MOVE or C-GET, and the objects that it selects. Keys of higher levels may be left out, as
 * relational queries allow.
 */
record Query(Level level, DataSet identifier) {

    private static final Set<String> PATIENT_ROOT = Set.of(Uids.PATIENT_ROOT_FIND, Uids.PATIENT_ROOT_MOVE, Uids.PATIENT_ROOT_GET);

    /** Keys that say how, not what; and those that are counted, not stored. */
    private static final Set<Integer> NOT_MATCHED = Set.of(Tag.QUERY_RETRIEVE_LEVEL, Tag.SPECIFIC_CHARACTER_SET,
            Tag.RETRIEVE_AE_TITLE, Tag.INSTANCE_AVAILABILITY, Tag.TIMEZONE_OFFSET_FROM_UTC);

    /** @throws ServiceException if there is no level, or one that the information model hasn't */
    static Query of(Operation operation) throws IOException {
        DataSet identifier = DicomReader.fromBytes(operation.identifier(), TransferSyntax.of(operation.transferSyntax()));
        Level level = Level.named(identifier.string(Tag.QUERY_RETRIEVE_LEVEL, ""))
                .orElseThrow(() -> new ServiceException(Status.DATA_SET_DOES_NOT_MATCH, "no Query/Retrieve Level, or an unknown one"));
        if (level == Level.PATIENT && !PATIENT_ROOT.contains(operation.sopClass())) {
            throw new ServiceException(Status.DATA_SET_DOES_NOT_MATCH, "the study root model has no patient level");
        }
        return new Query(level, identifier);
    }

    /** A retrieval names what it wants by the unique key of its level (PS3.4 C.4.2.1.4). */
    void requireUniqueKey() throws ServiceException {
        if (identifier.string(level.uniqueKey()) == null) {
            throw new ServiceException(Status.DATA_SET_DOES_NOT_MATCH, "the level's unique key " + Tag.toString(level.uniqueKey()) + " is empty");
        }
    }

    /** Objects whose unique keys match, of every level down to this one; what else is in the identifier plays no part. */
    List<StoredObject> selected(List<StoredObject> all) {
        List<StoredObject> selected = new ArrayList<>();
        for (StoredObject object : all) {
            boolean matches = level.path().stream().allMatch(each -> matches(each.uniqueKey(), object.keys()));
            if (matches) {
                selected.add(object);
            }
        }
        return selected;
    }

    /** The patients, studies, series or instances that match all keys, each with its objects. */
    List<Match> matches(List<StoredObject> all) {
        Map<String, List<StoredObject>> entities = new LinkedHashMap<>();
        for (StoredObject object : selected(all)) {
            entities.computeIfAbsent(object.keys().string(level.uniqueKey(), ""), key -> new ArrayList<>()).add(object);
        }
        return entities.values().stream().map(objects -> new Match(level, objects)).filter(this::matches).toList();
    }

    private boolean matches(Match match) {
        for (Element key : identifier) {
            if (!NOT_MATCHED.contains(key.tag()) && !Match.isCount(key.tag()) && !Tag.isGroupLength(key.tag())
                    && !Matching.matches(key.tag(), Matching.values(identifier, key.tag()), match.values(key.tag()))) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(int tag, DataSet keys) {
        return Matching.matches(tag, identifier.strings(tag), keys.strings(tag));
    }
}
