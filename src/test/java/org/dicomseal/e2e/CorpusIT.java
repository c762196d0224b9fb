package org.dicomseal.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.peers.Orthanc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Every object at hand goes through the node into Orthanc and back: identical, or refused with a reason. Files that share
 * a SOP Instance UID (one image in several transfer syntaxes) get new ones, since Orthanc keeps the first only.
 */
@Timeout(600)
class CorpusIT {

    /** Where to write what was sent and what came back, for a comparison by other means; nowhere by default. */
    private static final String KEEP = System.getProperty("corpus.keep", "");

    /** Good files that can't be stored, and why: none of it is the node's doing. */
    private static final Map<String, String> REFUSED = Map.of(
            "DICOMDIR.dcm", "no SOP Class or Instance UID",
            "chrSQEncoding.dcm", "no SOP Class or Instance UID",
            // a class that Orthanc does not know
            "hotiron.dcm", "no presentation context",
            // without a Study Instance UID
            "multiframe.dcm", "0xA700",
            "HTJ2KLossless_08_RGB.dcm", "0xA700",
            "JLSL_08_07_0_1F.dcm", "0xA700",
            "JPEGLSNearLossless_08.dcm", "0xA700",
            "SC_rgb_jls_lossy_line.dcm", "0xA700",
            // SOP Class and Instance UID have the VR UN, which Orthanc does not read
            "explicit_VR-UN.dcm", "0xC000",
            "rtdose_rle.dcm", "0xC000");

    @TempDir
    Path folder;

    private final Map<String, Specimen> sent = new LinkedHashMap<>();
    private final Map<String, String> names = new TreeMap<>();
    /** Files whose bytes can go out as they are. */
    private final Map<String, Path> unchanged = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private int renamed;

    @Test
    void everyObjectComesBackIdenticalOrIsRefusedWithAReason() throws Exception {
        Map<String, Specimen> objects = objects();
        try (Orthanc orthanc = Orthanc.start(folder.resolve("orthanc"), "ORTHANC");
                ReceivingAe viewer = new ReceivingAe();
                RunningNode node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ORTHANC", orthanc.dicomPort(), ""),
                        RunningNode.peers(new RunningNode.Destination("VIEWER", viewer.port())))) {
            for (Map.Entry<String, Specimen> object : objects.entrySet()) {
                store(node, object.getKey(), object.getValue());
            }
            for (QueueEntry dead : node.awaitSettled()) {
                String uid = dead.note().label("sopInstance");
                refused.add(names.get(uid) + ": " + dead.failure().message());
                sent.remove(uid);
            }
            retrieve(node);
            assertEquals(List.of(), differences(viewer));
        }
        System.out.println("corpus: " + objects.size() + " objects, " + renamed + " of them under a new SOP Instance UID; "
                + sent.size() + " came back identical, " + refused.size() + " refused:");
        refused.forEach(each -> System.out.println("  " + each));
        assertEquals(List.of(), refused.stream().filter(each -> !isExpected(each)).toList());
    }

    private static boolean isExpected(String refusal) {
        return refusal.startsWith(Corpus.BROKEN) || REFUSED.entrySet().stream()
                .anyMatch(known -> refusal.contains("/" + known.getKey() + ": ") && refusal.contains(known.getValue()));
    }

    /** By name; of what is no DICOM at all only the reason. */
    private Map<String, Specimen> objects() throws IOException {
        Map<String, Specimen> objects = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Path file : Corpus.all()) {
            try {
                String name = Corpus.name(file).toString();
                Specimen object = Specimen.of(file);
                objects.put(name, withUidOfItsOwn(object, taken));
                if (objects.get(name) == object) {
                    unchanged.put(name, file);
                }
            } catch (DicomException e) {
                refused.add(Corpus.name(file) + ": no file that a sender could send: " + e.getMessage());
            }
        }
        for (Specimen kind : Synthetic.kinds()) {
            objects.put("synthetic " + objects.size(), kind);
        }
        return objects;
    }

    private Specimen withUidOfItsOwn(Specimen object, Set<String> taken) {
        if (object.sopInstance().isEmpty() || taken.add(object.sopInstance())) {
            return object;
        }
        renamed++;
        return new Specimen(object.dataSet().copy().putString(Tag.SOP_INSTANCE_UID, VR.UI, Uids.random()), object.syntax());
    }

    private void store(RunningNode node, String name, Specimen object) throws IOException {
        if (object.sopClass().isEmpty() || object.sopInstance().isEmpty()) {
            refused.add(name + ": no SOP Class or Instance UID: nothing that C-STORE could name");
            return;
        }
        try {
            StoreRequest request = new StoreRequest(object.sopClass(), object.sopInstance(), object.syntax().uid());
            Path file = unchanged.get(name);
            Outcome outcome = node.scu("MODALITY").store(request, file == null ? object::writeTo : ObjectWriter.of(Corpus.dataSet(file)));
            if (outcome.isDone()) {
                sent.put(object.sopInstance(), object);
                names.put(object.sopInstance(), name);
            } else {
                refused.add(name + ": " + outcome);
            }
        } catch (NoPresentationContextException e) {
            refused.add(name + ": " + e.getMessage());
        }
    }

    private void retrieve(RunningNode node) throws IOException {
        Set<String> studies = new TreeSet<>();
        sent.values().forEach(object -> studies.add(object.study()));
        for (String study : studies) {
            RetrieveOutcome moved = node.scu("VIEWER").move("VIEWER", Scu.study(study));
            assertEquals(Status.SUCCESS, moved.status(), () -> study + ": " + moved);
        }
    }

    private List<String> differences(ReceivingAe viewer) throws IOException {
        List<String> all = new ArrayList<>();
        for (Map.Entry<String, Specimen> each : sent.entrySet()) {
            Specimen back = viewer.objects.get(each.getKey());
            String name = names.get(each.getKey());
            List<String> differences = back == null ? List.of("did not come back") : each.getValue().differencesFrom(back);
            if (!differences.isEmpty()) {
                all.add(name + ": " + differences);
            }
            if (!KEEP.isEmpty() && back != null) {
                each.getValue().writeFile(Path.of(KEEP, "sent", each.getKey() + ".dcm"));
                back.writeFile(Path.of(KEEP, "back", each.getKey() + ".dcm"));
            }
        }
        return all;
    }
}
