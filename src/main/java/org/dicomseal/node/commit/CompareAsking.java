package org.dicomseal.node.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.retrieve.ArchiveFetch;
import org.dicomseal.seal.SealPrint;
import org.dicomseal.spool.Cause;
import org.dicomseal.spool.Confirmations;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.Receipt;
import org.dicomseal.spool.Spool;

/**
 * Fetches each sealed object back and looks which sealing it is: some archives answer success to a changed object under a known UID, and
 * keep the one before. An earlier sealing of the very same bytes will do, for modalities send twice. What isn't sealed is asked for by
 * C-FIND.
 */
final class CompareAsking implements ArchiveConfirmer.Asking {

    /** Who fetches from an archive. */
    @FunctionalInterface
    interface Fetches {
        ArchiveFetch of(ArchiveConfig archive);
    }

    private final Fetches fetches;
    private final FindAsking finding;
    private final Spool spool;
    private final KnownObjects known;

    CompareAsking(Fetches fetches, FindAsking finding, Spool spool, KnownObjects known) {
        this.fetches = fetches;
        this.finding = finding;
        this.spool = spool;
        this.known = known;
    }

    private record Series(String study, String series) {
    }

    @Override
    public void ask(ArchiveConfig archive, Confirmations confirmations, List<QueueEntry> due) throws IOException {
        Map<Series, Map<String, QueueEntry>> bySeries = new LinkedHashMap<>();
        List<QueueEntry> others = new ArrayList<>();
        for (QueueEntry entry : due) {
            if (entry.confirmation().receipt().label(KnownObjects.SEALED).isEmpty()) {
                others.add(entry);
            } else {
                Series series = new Series(entry.note().label("study"), entry.note().label("series"));
                bySeries.computeIfAbsent(series, key -> new LinkedHashMap<>()).put(entry.note().label("sopInstance"), entry);
            }
        }
        for (Map.Entry<Series, Map<String, QueueEntry>> group : bySeries.entrySet()) {
            Map<String, String> classes = new LinkedHashMap<>();
            group.getValue().forEach((uid, entry) -> classes.put(uid, entry.note().label("sopClass")));
            fetches.of(archive).fetch(group.getKey().study, group.getKey().series, classes,
                    (uid, dataSet, syntax) -> compare(archive, confirmations, group.getValue().get(uid), dataSet, syntax));
        }
        if (!others.isEmpty()) {
            finding.ask(archive, confirmations, others);
        }
    }

    private void compare(ArchiveConfig archive, Confirmations confirmations, QueueEntry entry, DataSet dataSet, TransferSyntax syntax)
            throws IOException {
        Receipt sent = entry.confirmation().receipt();
        Optional<String> kept = SealPrint.of(dataSet, syntax);
        if (kept.isPresent() && kept.get().equals(sent.label(KnownObjects.SEALED))) {
            confirmations.confirm(List.of(entry), "compare");
        } else if (kept.isPresent() && isTheSameInAnEarlierSealing(archive, sent, kept.get(), entry.note().label("sopInstance"))) {
            confirmations.confirm(entry, sent.with(KnownObjects.SEALED, kept.get()), "compare");
        } else {
            confirmations.refuse(entry, Cause.OTHER_KEPT, archive.ae() + " answered success, and keeps another object under this UID"
                    + (kept.isPresent() ? "" : ", one that is not sealed"));
        }
    }

    private boolean isTheSameInAnEarlierSealing(ArchiveConfig archive, Receipt sent, String kept, String sopInstance) throws IOException {
        try {
            return spool.delivered(known.digests(sopInstance)).stream().filter(each -> each.lane().equals(archive.name()))
                    .max(Comparator.comparing(Spool.Delivered::at)).map(Spool.Delivered::receipt)
                    .filter(before -> before.label(KnownObjects.SEALED).equals(kept))
                    .filter(before -> !before.label(KnownObjects.CONTENT).isEmpty())
                    .filter(before -> before.label(KnownObjects.CONTENT).equals(sent.label(KnownObjects.CONTENT))).isPresent();
        } catch (KeyUnavailableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
