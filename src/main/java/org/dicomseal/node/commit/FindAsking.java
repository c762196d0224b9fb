package org.dicomseal.node.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.retrieve.ArchiveLookup;
import org.dicomseal.spool.Confirmations;
import org.dicomseal.spool.QueueEntry;

/** Asks by C-FIND, series by series; what the archive names, with the right SOP class, it keeps. */
final class FindAsking implements ArchiveConfirmer.Asking {

    private final CommitmentJudge.Lookups lookups;

    FindAsking(CommitmentJudge.Lookups lookups) {
        this.lookups = lookups;
    }

    private record Series(String study, String series) {
    }

    @Override
    public void ask(ArchiveConfig archive, Confirmations confirmations, List<QueueEntry> due) throws IOException {
        Map<Series, List<QueueEntry>> bySeries = new LinkedHashMap<>();
        for (QueueEntry entry : due) {
            Series series = new Series(entry.note().label("study"), entry.note().label("series"));
            bySeries.computeIfAbsent(series, key -> new ArrayList<>()).add(entry);
        }
        ArchiveLookup lookup = lookups.of(archive);
        for (Map.Entry<Series, List<QueueEntry>> group : bySeries.entrySet()) {
            Series series = group.getKey();
            Map<String, String> classes = series.study.isEmpty() || series.series.isEmpty()
                    ? oneByOne(lookup, group.getValue())
                    : lookup.classesInSeries(series.study, series.series, uids(group.getValue()));
            confirmations.confirm(group.getValue().stream().filter(entry -> isNamed(classes, entry)).toList(), "find");
        }
    }

    private static Map<String, String> oneByOne(ArchiveLookup lookup, List<QueueEntry> entries) throws IOException {
        Map<String, String> classes = new LinkedHashMap<>();
        for (String uid : uids(entries)) {
            lookup.classOf(uid).ifPresent(sopClass -> classes.put(uid, sopClass));
        }
        return classes;
    }

    private static List<String> uids(List<QueueEntry> entries) {
        return entries.stream().map(entry -> entry.note().label("sopInstance")).distinct().toList();
    }

    private static boolean isNamed(Map<String, String> classes, QueueEntry entry) {
        String sopClass = classes.get(entry.note().label("sopInstance"));
        return sopClass != null && (sopClass.isEmpty() || sopClass.equals(entry.note().label("sopClass")));
    }
}
