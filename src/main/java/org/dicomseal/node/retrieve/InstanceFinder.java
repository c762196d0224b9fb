package org.dicomseal.node.retrieve;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.FindScu;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an archive which objects a retrieval is about: their number, for honest counts, and their SOP classes, for
 * negotiation. It goes down level by level with one value for each unique key above, as every archive must support
 * (PS3.4 section C.4.1.3.1), rather than by relational queries, which few do.
 *
 * <p>Which series there are, and which SOP classes are in their studies, is told at once; a list of a thousand images takes longer, and
 * many times longer if each image's SOP class is asked for, which some archives must read from its file. So that is asked only of
 * archives that don't tell their studies' classes.
 */
final class InstanceFinder implements Closeable {

    /** UIDs in one list-of-UID key; some archives build a database query of them. */
    static final int UIDS_AT_ONCE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(InstanceFinder.class);

    private static final int MOST_INSTANCES = 1_000_000;

    private final Association association;
    private final FindScu scu;
    private final QueryLevel level;
    private final Keys above;
    private final List<String> wanted;
    private final List<Keys> series = new ArrayList<>();
    private final Map<String, Set<String>> classesInStudy = new HashMap<>();
    private final Map<String, Instance> found = new LinkedHashMap<>();

    private InstanceFinder(Association association, DataSet identifier, QueryLevel level) throws NoPresentationContextException {
        this.association = association;
        boolean studyRoot = !association.transferSyntaxes(QueryModel.STUDY_ROOT.find()).isEmpty();
        this.scu = new FindScu(association, (studyRoot ? QueryModel.STUDY_ROOT : QueryModel.PATIENT_ROOT).find());
        this.level = level;
        this.above = new Keys(first(identifier, Tag.PATIENT_ID), first(identifier, Tag.STUDY_INSTANCE_UID),
                first(identifier, Tag.SERIES_INSTANCE_UID));
        this.wanted = Identifiers.values(identifier, level.uniqueKey());
    }

    /**
     * Associates, to ask about what an identifier asks for.
     *
     * @throws ServiceException if the identifier lacks its keys
     */
    static InstanceFinder open(ArchiveCalls calls, DataSet identifier) throws IOException {
        QueryLevel level = Identifiers.level(identifier);
        if (Identifiers.values(identifier, level.uniqueKey()).isEmpty()) {
            throw new ServiceException(Status.DATA_SET_DOES_NOT_MATCH, "no " + Tag.toString(level.uniqueKey()) + " at level " + level);
        }
        AssociationProposal proposal = calls.proposal()
                .context(QueryModel.STUDY_ROOT.find(), ArchiveCalls.NATIVE)
                .context(QueryModel.PATIENT_ROOT.find(), ArchiveCalls.NATIVE);
        Association association = calls.open(proposal);
        try {
            return new InstanceFinder(association, identifier, level);
        } catch (NoPresentationContextException e) {
            association.close();
            throw e;
        }
    }

    /**
     * The objects that an identifier asks for, in the order in which the archive names them, series by series.
     *
     * @throws ServiceException with the archive's own status if it fails, or if the identifier lacks its keys
     */
    static List<Instance> find(ArchiveCalls calls, DataSet identifier) throws IOException {
        try (InstanceFinder finder = open(calls, identifier)) {
            finder.descend();
            return finder.instances();
        }
    }

    /**
     * Finds the series; to be called once, before all else.
     *
     * @throws ServiceException with the archive's own status if it fails
     */
    void descend() throws IOException {
        switch (level) {
            case PATIENT -> {
                for (String patient : wanted) {
                    for (Keys study : ask(QueryLevel.STUDY, new Keys(patient, "", ""), List.of())) {
                        series.addAll(ask(QueryLevel.SERIES, study, List.of()));
                    }
                }
            }
            case STUDY -> {
                for (String study : wanted) {
                    Keys keys = new Keys(above.patient, study, "");
                    askForClasses(keys);
                    series.addAll(ask(QueryLevel.SERIES, keys, List.of()));
                }
            }
            case SERIES -> {
                askForClasses(new Keys(above.patient, above.study, ""));
                wanted.forEach(uid -> series.add(new Keys(above.patient, above.study, uid)));
            }
            default -> LOG.trace("no series are needed for single images");
        }
    }

    /** All series that are wanted whole, each to be fetched at once; none if it is single images that are wanted. */
    List<FetchUnit> series() {
        return series.stream().map(keys -> FetchUnit.series(keys.patient, keys.study, keys.series)).toList();
    }

    /** The SOP classes that the objects may have; none if the archive doesn't tell them all. */
    Set<String> classes() {
        Set<String> classes = new LinkedHashSet<>();
        for (Keys keys : series) {
            Set<String> told = classesInStudy.getOrDefault(keys.study, Set.of());
            if (told.isEmpty()) {
                return Set.of();
            }
            classes.addAll(told);
        }
        return classes;
    }

    /**
     * The objects, in the order in which the archive names them, series by series. An object's SOP class is empty where the archive
     * tells those of its study only, and there are several.
     *
     * @throws ServiceException with the archive's own status if it fails
     */
    List<Instance> instances() throws IOException {
        for (Keys keys : series) {
            ask(QueryLevel.IMAGE, keys, List.of());
        }
        if (level == QueryLevel.IMAGE) {
            for (int from = 0; from < wanted.size(); from += UIDS_AT_ONCE) {
                ask(QueryLevel.IMAGE, above, wanted.subList(from, Math.min(wanted.size(), from + UIDS_AT_ONCE)));
            }
        }
        return List.copyOf(found.values());
    }

    /** An archive that doesn't like the question has not told. */
    private void askForClasses(Keys study) throws IOException {
        if (study.study.isEmpty()) {
            return;
        }
        try {
            ask(QueryLevel.STUDY, study, List.of());
        } catch (ServiceException e) {
            LOG.debug("the archive doesn't tell a study's SOP classes: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        association.close();
    }

    private static String first(DataSet identifier, int tag) {
        return Identifiers.values(identifier, tag).stream().findFirst().orElse("");
    }

    /** Unique keys of the levels above IMAGE; empty where there is none. */
    private record Keys(String patient, String study, String series) {

        DataSet identifier(QueryLevel level, List<String> uids, boolean withClass) {
            DataSet keys = Identifiers.at(level);
            keys.putString(Tag.PATIENT_ID, VR.LO, patient);
            keys.putString(Tag.STUDY_INSTANCE_UID, VR.UI, study);
            if (level == QueryLevel.SERIES || level == QueryLevel.IMAGE) {
                keys.putString(Tag.SERIES_INSTANCE_UID, VR.UI, series);
            }
            if (level == QueryLevel.IMAGE) {
                keys.putString(Tag.SOP_INSTANCE_UID, VR.UI, uids.toArray(String[]::new));
                if (withClass) {
                    keys.putEmpty(Tag.SOP_CLASS_UID);
                }
            }
            if (level == QueryLevel.STUDY) {
                keys.putEmpty(Tag.SOP_CLASSES_IN_STUDY);
            }
            return keys;
        }

        /** With what a match says; where it says nothing, what was asked for stands. */
        Keys of(DataSet match) {
            return new Keys(match.string(Tag.PATIENT_ID, patient), match.string(Tag.STUDY_INSTANCE_UID, study),
                    match.string(Tag.SERIES_INSTANCE_UID, series));
        }
    }

    private List<Keys> ask(QueryLevel asked, Keys where, List<String> uids) throws IOException {
        List<Keys> below = new ArrayList<>();
        Set<String> classes = classesInStudy.getOrDefault(where.study, Set.of());
        byte[] identifier = Identifiers.encode(where.identifier(asked, uids, classes.isEmpty()), scu.transferSyntax());
        Outcome outcome = scu.find(identifier, (status, bytes) -> {
            DataSet match = Identifiers.parse(bytes, scu.transferSyntax());
            Keys keys = where.of(match);
            below.add(keys);
            if (asked == QueryLevel.STUDY) {
                classesInStudy.put(keys.study, new LinkedHashSet<>(Identifiers.values(match, Tag.SOP_CLASSES_IN_STUDY)));
            }
            if (asked == QueryLevel.IMAGE) {
                add(keys, match.string(Tag.SOP_INSTANCE_UID, ""), match.string(Tag.SOP_CLASS_UID, only(classes)), uids);
            }
            return true;
        });
        if (outcome.status() != Status.SUCCESS) {
            throw new ServiceException(outcome.status(), "the archive can't count: " + outcome.comment());
        }
        return below;
    }

    /** What is the only one; else empty. */
    private static String only(Set<String> values) {
        return values.size() == 1 ? values.iterator().next() : "";
    }

    private void add(Keys keys, String uid, String sopClass, List<String> uids) throws ServiceException {
        // an archive that doesn't support a list of UIDs gives the whole series
        if (uid.isEmpty() || !uids.isEmpty() && !uids.contains(uid)) {
            return;
        }
        found.putIfAbsent(uid, new Instance(keys.patient, keys.study, keys.series, sopClass, uid));
        if (found.size() > MOST_INSTANCES) {
            throw new ServiceException(Status.UNABLE_TO_COUNT, "more than " + MOST_INSTANCES + " objects");
        }
    }
}
