package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.FindScu;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;

/**
 * Asks an archive which objects a retrieval is about: their number, for honest counts, and their SOP classes, for
 * negotiation. It goes down level by level with one value for each unique key above, as every archive must support
 * (PS3.4 section C.4.1.3.1), rather than by relational queries, which few do.
 */
final class InstanceFinder {

    /** UIDs in one list-of-UID key; some archives build a database query of them. */
    static final int UIDS_AT_ONCE = 100;

    private static final int MOST_INSTANCES = 1_000_000;

    private final FindScu scu;
    private final Map<String, Instance> found = new LinkedHashMap<>();

    private InstanceFinder(FindScu scu) {
        this.scu = scu;
    }

    /**
     * The objects that an identifier asks for, in the order in which the archive names them, series by series.
     *
     * @throws ServiceException with the archive's own status if it fails, or if the identifier lacks its keys
     */
    static List<Instance> find(ArchiveCalls calls, DataSet identifier) throws IOException {
        QueryLevel level = Identifiers.level(identifier);
        if (Identifiers.values(identifier, level.uniqueKey()).isEmpty()) {
            throw new ServiceException(Status.DATA_SET_DOES_NOT_MATCH, "no " + Tag.toString(level.uniqueKey()) + " at level " + level);
        }
        AssociationProposal proposal = calls.proposal()
                .context(QueryModel.STUDY_ROOT.find(), ArchiveCalls.NATIVE)
                .context(QueryModel.PATIENT_ROOT.find(), ArchiveCalls.NATIVE);
        try (Association association = calls.open(proposal)) {
            boolean studyRoot = !association.transferSyntaxes(QueryModel.STUDY_ROOT.find()).isEmpty();
            InstanceFinder finder = new InstanceFinder(
                    new FindScu(association, (studyRoot ? QueryModel.STUDY_ROOT : QueryModel.PATIENT_ROOT).find()));
            finder.descend(level, identifier);
            return List.copyOf(finder.found.values());
        }
    }

    private void descend(QueryLevel level, DataSet identifier) throws IOException {
        Keys above = new Keys(first(identifier, Tag.PATIENT_ID), first(identifier, Tag.STUDY_INSTANCE_UID),
                first(identifier, Tag.SERIES_INSTANCE_UID));
        List<String> wanted = Identifiers.values(identifier, level.uniqueKey());
        switch (level) {
            case PATIENT -> {
                for (String patient : wanted) {
                    for (Keys study : ask(QueryLevel.STUDY, new Keys(patient, "", ""), List.of())) {
                        series(study);
                    }
                }
            }
            case STUDY -> {
                for (String study : wanted) {
                    series(new Keys(above.patient, study, ""));
                }
            }
            case SERIES -> {
                for (String series : wanted) {
                    images(new Keys(above.patient, above.study, series), List.of());
                }
            }
            default -> {
                for (int from = 0; from < wanted.size(); from += UIDS_AT_ONCE) {
                    images(above, wanted.subList(from, Math.min(wanted.size(), from + UIDS_AT_ONCE)));
                }
            }
        }
    }

    private static String first(DataSet identifier, int tag) {
        return Identifiers.values(identifier, tag).stream().findFirst().orElse("");
    }

    private void series(Keys study) throws IOException {
        for (Keys series : ask(QueryLevel.SERIES, study, List.of())) {
            images(series, List.of());
        }
    }

    private void images(Keys series, List<String> uids) throws IOException {
        ask(QueryLevel.IMAGE, series, uids);
    }

    /** Unique keys of the levels above IMAGE; empty where there is none. */
    private record Keys(String patient, String study, String series) {

        DataSet identifier(QueryLevel level, List<String> uids) {
            DataSet keys = Identifiers.at(level);
            keys.putString(Tag.PATIENT_ID, VR.LO, patient);
            keys.putString(Tag.STUDY_INSTANCE_UID, VR.UI, study);
            if (level == QueryLevel.SERIES || level == QueryLevel.IMAGE) {
                keys.putString(Tag.SERIES_INSTANCE_UID, VR.UI, series);
            }
            if (level == QueryLevel.IMAGE) {
                keys.putString(Tag.SOP_INSTANCE_UID, VR.UI, uids.toArray(String[]::new));
                keys.putEmpty(Tag.SOP_CLASS_UID);
            }
            return keys;
        }

        /** With what a match says; where it says nothing, what was asked for stands. */
        Keys of(DataSet match) {
            return new Keys(match.string(Tag.PATIENT_ID, patient), match.string(Tag.STUDY_INSTANCE_UID, study),
                    match.string(Tag.SERIES_INSTANCE_UID, series));
        }
    }

    private List<Keys> ask(QueryLevel level, Keys above, List<String> uids) throws IOException {
        List<Keys> below = new ArrayList<>();
        Outcome outcome = scu.find(Identifiers.encode(above.identifier(level, uids), scu.transferSyntax()), (status, bytes) -> {
            DataSet match = Identifiers.parse(bytes, scu.transferSyntax());
            Keys keys = above.of(match);
            below.add(keys);
            if (level == QueryLevel.IMAGE) {
                add(keys, match, uids);
            }
            return true;
        });
        if (outcome.status() != Status.SUCCESS) {
            throw new ServiceException(outcome.status(), "the archive can't count: " + outcome.comment());
        }
        return below;
    }

    private void add(Keys keys, DataSet match, List<String> uids) throws ServiceException {
        String uid = match.string(Tag.SOP_INSTANCE_UID, "");
        // an archive that doesn't support a list of UIDs gives the whole series
        if (uid.isEmpty() || !uids.isEmpty() && !uids.contains(uid)) {
            return;
        }
        found.putIfAbsent(uid, new Instance(keys.patient, keys.study, keys.series, match.string(Tag.SOP_CLASS_UID, ""), uid));
        if (found.size() > MOST_INSTANCES) {
            throw new ServiceException(Status.UNABLE_TO_COUNT, "more than " + MOST_INSTANCES + " objects");
        }
    }
}
