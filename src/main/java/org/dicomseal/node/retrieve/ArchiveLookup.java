package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.FindScu;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.node.config.ArchiveConfig;

/** Asks an archive by C-FIND whether it has objects, for those who know their UIDs. */
public final class ArchiveLookup {

    /** Relational queries, all else at its default (PS3.4 section C.5.1.1). */
    private static final byte[] RELATIONAL = {1};

    private final ArchiveCalls calls;

    /** @param tls null for a node without a TLS identity */
    public ArchiveLookup(ArchiveConfig archive, NetworkOptions network, TlsOptions tls) {
        this.calls = new ArchiveCalls(archive, network, tls);
    }

    /**
     * Which of these objects of one series the archive names.
     *
     * @return their SOP classes, as the archive says, by SOP Instance UID; empty where it doesn't say
     */
    public Map<String, String> classesInSeries(String study, String series, Collection<String> uids) throws IOException {
        DataSet identifier = Identifiers.at(QueryLevel.IMAGE);
        identifier.putString(Tag.STUDY_INSTANCE_UID, VR.UI, study);
        identifier.putString(Tag.SERIES_INSTANCE_UID, VR.UI, series);
        identifier.putString(Tag.SOP_INSTANCE_UID, VR.UI, uids.toArray(String[]::new));
        Map<String, String> classes = new TreeMap<>();
        for (Instance instance : InstanceFinder.find(calls, identifier)) {
            classes.put(instance.uid(), instance.sopClass());
        }
        return classes;
    }

    /**
     * The SOP class of one object whose study and series nobody knows, by a relational query, which archives needn't support.
     *
     * @return empty if the archive names no such object; an empty class if it doesn't say
     */
    public Optional<String> classOf(String uid) throws IOException {
        String model = QueryModel.STUDY_ROOT.find();
        DataSet identifier = Identifiers.at(QueryLevel.IMAGE).putString(Tag.SOP_INSTANCE_UID, VR.UI, uid)
                .putEmpty(Tag.SOP_CLASS_UID).putEmpty(Tag.STUDY_INSTANCE_UID).putEmpty(Tag.SERIES_INSTANCE_UID);
        String[] found = new String[1];
        try (Association association = calls.open(calls.proposal().context(model, ArchiveCalls.NATIVE).extended(model, RELATIONAL))) {
            FindScu scu = new FindScu(association, model);
            Outcome outcome = scu.find(Identifiers.encode(identifier, scu.transferSyntax()), (status, bytes) -> {
                DataSet match = Identifiers.parse(bytes, scu.transferSyntax());
                if (uid.equals(match.string(Tag.SOP_INSTANCE_UID, ""))) {
                    found[0] = match.string(Tag.SOP_CLASS_UID, "");
                }
                return true;
            });
            if (outcome.status() != Status.SUCCESS) {
                throw new ServiceException(outcome.status(), "archive " + calls.archive().name() + " answered C-FIND with " + outcome);
            }
        }
        return Optional.ofNullable(found[0]);
    }
}
