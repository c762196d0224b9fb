package org.dicomseal.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.biometric.FeatureExtractor;
import org.dicomseal.cli.peer.PeerClient;
import org.dicomseal.cli.demo.DemoReport.Row;
import org.dicomseal.cli.peer.Receiver;
import org.dicomseal.cli.phantom.PhantomStudy;
import org.dicomseal.cli.phantom.PhantomStudy.Specimen;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DataSetComparison.Difference;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.SubOperations;
import org.dicomseal.keys.KeysException;
import org.dicomseal.node.config.ConfigException;

/** The main job from end to end on one machine: send, seal, archive, query, retrieve, verify. Everything is on loopback. */
public final class Demo {

    private static final String ARCHIVE_AE = "ARCHIVE";

    private final Path folder;
    private final FeatureExtractor network;
    private final PrintWriter out;
    private final PhantomStudy study = new PhantomStudy();
    private final DemoReport report = new DemoReport();
    private final Map<String, Long> storedMillis = new HashMap<>();

    /**
     * @param folder  is emptied of an earlier run's files and holds this run's
     * @param network looks at the owner's finger
     */
    Demo(Path folder, FeatureExtractor network, PrintWriter out) {
        this.folder = folder.toAbsolutePath();
        this.network = network;
        this.out = out;
    }

    /**
     * Opens the network and runs the demo.
     *
     * @param models folder that may hold the user's own weights
     * @param cache  folder for the network's graph
     */
    public static boolean play(Path folder, Path models, Path cache, PrintWriter out)
            throws IOException, KeysException, ConfigException, InterruptedException {
        try (FeatureExtractor network = FeatureExtractor.open(models, cache)) {
            return new Demo(folder, network, out).run();
        }
    }

    /** Runs the demo; whether every object came back as it was sent, and the owner's finger and mark did what they promise. */
    boolean run() throws IOException, KeysException, ConfigException, InterruptedException {
        Path work = folder.resolve("work");
        deleteTree(work);
        Files.createDirectories(work);
        List<Specimen> specimens = study.specimens();
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(work.resolve("archive"), ARCHIVE_AE));
                Receiver viewer = new Receiver();
                Receiver research = new Receiver();
                DemoNode node = DemoNode.start(work, network, archive.port(), ARCHIVE_AE, viewer.port(), research.port())) {
            archive.knowDestination(DemoNode.FETCH_AE, node.address());
            tell(node.finger());
            say("archive on port %d, node on port %d, workstation on port %d", archive.port(), node.address().getPort(), viewer.port());
            send(node, specimens);
            List<DataSet> found = query(node);
            say("C-FIND through the node: %d objects; retrieve from %s", found.size(),
                    found.isEmpty() ? "nowhere" : found.get(0).string(Tag.RETRIEVE_AE_TITLE, "(not said)"));
            Map<String, Long> retrieved = retrieve(node, viewer, specimens);
            for (Specimen specimen : specimens) {
                judge(specimen, archive, viewer, retrieved.getOrDefault(specimen.sopInstance(), 0L));
            }
            mark(node, research, specimens);
        }
        table();
        out.println("report: " + report.write(folder));
        out.flush();
        return report.good();
    }

    private void tell(FingerScene finger) {
        report.show(finger);
        say("finger of '%s' enrolled in %d ms; a stranger's %s; a fresh impression of it %s, at try %d in %d ms", FingerScene.OWNER,
                finger.enrolMillis(), finger.strangerOpened() ? "OPENED THE KEYS" : "opened nothing",
                finger.fresh() == null ? "DID NOT OPEN THE KEYS" : "opened the keys", finger.tries(), finger.unlockMillis());
    }

    /** Retrieves one image as somebody who may see it, but must not have it without the mark, and verifies that. */
    private void mark(DemoNode node, Receiver research, List<Specimen> specimens) throws IOException, KeysException {
        Specimen slice = specimens.get(PhantomStudy.CT_SLICES / 2 - 1);
        DataSet keys = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "IMAGE")
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, study.studyUid())
                .putString(Tag.SERIES_INSTANCE_UID, VR.UI, slice.dataSet().string(Tag.SERIES_INSTANCE_UID))
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, slice.sopInstance());
        node.client(DemoNode.RESEARCH_AE).move(DemoNode.RESEARCH_AE, keys);
        Optional<Receiver.Received> marked = research.received(slice.sopInstance());
        if (marked.isEmpty()) {
            say("the watermarked view of %s did NOT come", slice.name());
            return;
        }
        MarkScene scene = MarkScene.of(slice.dataSet(), marked.get().dataSet(), node.watermarkCheck());
        report.show(slice.name(), scene);
        say("watermarked view of %s: PSNR %.1f dB (peak of its bits), %.1f dB (peak 255, as shown); verify: %s", slice.name(), scene.depthPsnr(),
                scene.shownPsnr(), DemoReport.words(scene.report()));
        say("the same with a spot painted over: %s; blocks changed %s, found %s", DemoReport.words(scene.alteredReport()),
                scene.paintedBlocks(), scene.foundBlocks());
    }

    private void send(DemoNode node, List<Specimen> specimens) throws IOException, InterruptedException {
        PeerClient modality = node.client(DemoNode.MODALITY_AE);
        modality.echo();
        for (Specimen specimen : specimens) {
            long start = System.nanoTime();
            modality.store(specimen.dataSet(), TransferSyntax.EXPLICIT_LE);
            node.awaitForwarded();
            storedMillis.put(specimen.sopInstance(), (System.nanoTime() - start) / 1_000_000);
        }
        say("sent %d objects; all are sealed and in the archive", specimens.size());
    }

    private List<DataSet> query(DemoNode node) throws IOException {
        DataSet keys = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "IMAGE")
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, study.studyUid());
        keys.putEmpty(Tag.SERIES_INSTANCE_UID).putEmpty(Tag.SOP_INSTANCE_UID).putEmpty(Tag.MODALITY);
        return node.client(DemoNode.VIEWER_AE).find(keys);
    }

    /** Retrieves the study; milliseconds from the request to each object's arrival, by SOP Instance UID. */
    private Map<String, Long> retrieve(DemoNode node, Receiver viewer, List<Specimen> specimens) throws IOException {
        DataSet keys = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "STUDY")
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, study.studyUid());
        long start = System.nanoTime();
        SubOperations counts = node.client(DemoNode.VIEWER_AE).move(DemoNode.VIEWER_AE, keys);
        say("C-MOVE through the node: %d completed, %d failed, in %d ms", counts.completed(), counts.failed(),
                (System.nanoTime() - start) / 1_000_000);
        Map<String, Long> arrivals = new HashMap<>();
        for (Specimen specimen : specimens) {
            viewer.received(specimen.sopInstance())
                    .ifPresent(object -> arrivals.put(specimen.sopInstance(), (object.nanoTime() - start) / 1_000_000));
        }
        return arrivals;
    }

    private void judge(Specimen specimen, EmbeddedArchive archive, Receiver viewer, long millis) throws IOException {
        Path file = archive.file(specimen.sopInstance());
        Optional<Receiver.Received> restored = viewer.received(specimen.sopInstance());
        String verdict;
        if (file == null) {
            verdict = "LOST: not in the archive";
        } else if (restored.isEmpty()) {
            verdict = "LOST: did not come back";
        } else {
            List<Difference> differences = DataSetComparison.compare(specimen.dataSet(), restored.get().dataSet());
            verdict = differences.isEmpty() ? "identical" : "CHANGED: " + differences.get(0);
        }
        long before = DicomWriter.length(specimen.dataSet(), TransferSyntax.EXPLICIT_LE);
        report.add(new Row(specimen.name(), specimen.sopInstance(), before, file == null ? 0 : Files.size(file),
                storedMillis.get(specimen.sopInstance()), millis, verdict, verdict.equals("identical")));
        if (file != null && restored.isPresent() && isWorthAPicture(specimen)) {
            try (DicomFile sealed = DicomFile.open(file)) {
                report.show(specimen.name(), ImageView.of(specimen.dataSet()), ImageView.of(sealed.dataSet()),
                        ImageView.of(restored.get().dataSet()));
            }
        }
    }

    /** One picture of a series is enough. */
    private static boolean isWorthAPicture(Specimen specimen) {
        return specimen.dataSet().contains(Tag.PIXEL_DATA) && (!specimen.name().startsWith("CT")
                || specimen.name().endsWith(" " + PhantomStudy.CT_SLICES / 2));
    }

    private void table() {
        out.println();
        out.printf("%-30s %10s %10s %8s %9s %9s  %s%n", "object", "before", "sealed", "saved", "store", "retrieve", "verdict");
        for (Row row : report.rows()) {
            out.printf(Locale.ROOT, "%-30s %,10d %,10d %6.1f %% %6d ms %6d ms  %s%n", row.name(), row.before(), row.sealed(),
                    row.savedPercent(), row.sealMillis(), row.retrieveMillis(), row.verdict());
        }
        long before = report.rows().stream().mapToLong(Row::before).sum();
        long sealed = report.rows().stream().mapToLong(Row::sealed).sum();
        out.printf(Locale.ROOT, "%-30s %,10d %,10d %6.1f %%%n%n", "all", before, sealed, 100.0 * (before - sealed) / before);
    }

    private void say(String text, Object... values) {
        out.printf(text + "%n", values);
        out.flush();
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
