package org.dicomseal.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.StorageClasses;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.EchoScu;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.peers.Peers;
import org.dicomseal.spool.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Odd, incomplete and hostile objects: a named error or a faithful delivery, and the node goes on as if nothing had been. */
@Timeout(300)
class BrokenFilesIT {

    private static final List<String> SYNTAXES = List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN,
            Uids.EXPLICIT_VR_BIG_ENDIAN, Uids.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, Uids.JPEG_BASELINE);

    @TempDir
    Path folder;
    private EmbeddedArchive archive;
    private RunningNode node;

    @BeforeEach
    void start() throws Exception {
        archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
        node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ARCHIVE", archive.port(), ""), RunningNode.peers());
    }

    @AfterEach
    void stop() {
        node.close();
        archive.close();
    }

    @Test
    void rawBytesOfBrokenFilesInAnySyntaxLeaveTheAssociationAlive() throws Exception {
        Map<String, Integer> answers = new TreeMap<>();
        List<byte[]> bodies = brokenBodies();
        for (String syntax : SYNTAXES) {
            List<StoreRequest> requests = bodies.stream().map(body -> request(body, syntax)).toList();
            try (Association association = associate(requests)) {
                for (int i = 0; i < requests.size(); i++) {
                    Outcome answer = new StoreScu(association).store(requests.get(i), ObjectWriter.of(bodies.get(i)));
                    answers.merge(Status.toString(answer.status()), 1, Integer::sum);
                    assertTrue(answer.isDone() || !answer.comment().isEmpty(), () -> "every refusal has a reason: " + answer);
                    assertEquals(Outcome.SUCCESS, new EchoScu(association).echo());
                }
            }
        }
        System.out.println("broken data sets: " + bodies.size() + " in " + SYNTAXES.size() + " syntaxes each; answers " + answers);
        assertEquals(List.of(), node.awaitSettled().stream().filter(dead -> dead.failure().cause() == Cause.FAULT).toList());
        assertNothingIsLeftAndTheNodeWorks();
    }

    /** As what it is, if it can be read so; else as what it is not. */
    private static StoreRequest request(byte[] body, String syntax) {
        try {
            Specimen object = Specimen.ofDataSet(body, syntax);
            if (StorageClasses.isStorage(object.sopClass()) && Uids.isValid(object.sopInstance())) {
                return new StoreRequest(object.sopClass(), object.sopInstance(), syntax);
            }
        } catch (IOException unreadable) {
            // then under a name that it does not have
        }
        return new StoreRequest(Uids.CT_IMAGE_STORAGE, "2.25.1", syntax);
    }

    private Association associate(List<StoreRequest> requests) throws IOException {
        Scu modality = node.scu("CT1");
        AssociationProposal proposal = modality.proposal().context(Uids.VERIFICATION, Uids.IMPLICIT_VR_LITTLE_ENDIAN);
        requests.stream().map(StoreRequest::sopClass).distinct()
                .forEach(sopClass -> proposal.context(sopClass, requests.get(0).transferSyntax()));
        return modality.open(proposal);
    }

    @Test
    void storescuAndDcmsendWithBrokenFilesEndAndTheNodeLives() throws Exception {
        Peers.find("storescu");
        Path files = Files.createDirectories(folder.resolve("files"));
        List<Path> broken = brokenFiles(files);
        int storescu = 0;
        int dcmsend = 0;
        for (Path file : broken) {
            storescu += ended(Peers.run("storescu", "-aet", "CT1", "-aec", "SEAL", "127.0.0.1", node.port(), file));
            dcmsend += ended(Peers.run("dcmsend", "-aet", "CT1", "-aec", "SEAL", "127.0.0.1", node.port(), file));
        }
        List<String> undeliverable = node.awaitSettled().stream().map(entry -> entry.failure().cause() + ": " + entry.failure().message()).toList();
        System.out.println("broken files: " + broken.size() + "; storescu sent " + storescu + ", dcmsend " + dcmsend
                + "; the archive has " + archive.size() + "; undeliverable " + undeliverable);
        assertNothingIsLeftAndTheNodeWorks();
    }

    private static int ended(Peers.Run run) {
        assertTrue(run.status() >= 0, run.output());
        return run.status() == 0 ? 1 : 0;
    }

    private void assertNothingIsLeftAndTheNodeWorks() throws Exception {
        node.awaitSettled().forEach(dead -> node.node().spool().drop(dead.id()));
        RunningNode.await(() -> node.node().spool().bytes() == 0);
        Specimen image = Synthetic.ct(Uids.random(), 1, 64);
        assertEquals(Outcome.SUCCESS, node.scu("CT1").store(image));
        node.awaitForwarded();
        assertTrue(archive.sopInstanceUids().contains(image.sopInstance()));
    }

    /** Broken files at hand, and a good one cut, flipped and lied in, as files of PS3.10. */
    private static List<Path> brokenFiles(Path folder) throws IOException {
        List<Path> files = new ArrayList<>(Corpus.broken());
        byte[] good = Synthetic.ct("2.25.5001", 1, 32).toFile();
        for (int cut : new int[] {0, 100, 131, 140, 300, good.length / 2, good.length - 1}) {
            files.add(Files.write(folder.resolve("cut" + cut + ".dcm"), Arrays.copyOf(good, cut)));
        }
        return files;
    }

    /** What follows the file meta information; damaged objects of our own as well. */
    private static List<byte[]> brokenBodies() throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        for (Path file : Corpus.broken()) {
            byte[] bytes = Files.readAllBytes(file);
            bodies.add(bytes);
            bodies.add(Arrays.copyOfRange(bytes, dataSetPosition(bytes), bytes.length));
        }
        byte[] good = Synthetic.ct("2.25.5001", 1, 32).toFile();
        byte[] body = Arrays.copyOfRange(good, dataSetPosition(good), good.length);
        Random random = new Random(20260101);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = body.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(400)] = (byte) random.nextInt(256);
            }
            bodies.add(i % 2 == 0 ? damaged : Arrays.copyOf(damaged, random.nextInt(damaged.length)));
        }
        return bodies;
    }

    private static int dataSetPosition(byte[] file) {
        try (DicomFile read = DicomFile.read(ByteSource.of(file), ReadOptions.defaults())) {
            return (int) read.dataSetPosition();
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
