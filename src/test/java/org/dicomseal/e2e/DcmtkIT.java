package org.dicomseal.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.TestKeys;
import org.dicomseal.dimse.TlsOptions.ClientCertificate;
import org.dicomseal.node.TlsContexts;
import org.dicomseal.node.config.TlsConfig;
import org.dicomseal.peers.Orthanc;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** DCMTK's programs store to the node, which seals into Orthanc; DCMTK's programs find and retrieve through the node. */
@Timeout(300)
class DcmtkIT {

    @TempDir
    Path folder;

    @Test
    void whatDcmtkSendsIsSealedInOrthancAndComesBackToDcmtk() throws Exception {
        Peers.find("storescu");
        int receiverPort = Peers.freePort();
        Path moved = Files.createDirectories(folder.resolve("moved"));
        try (Orthanc orthanc = Orthanc.start(folder.resolve("orthanc"), "ORTHANC");
                Peers.Daemon receiver = Peers.start(receiverPort, "storescp", "-od", moved, "+B", "+xa", receiverPort);
                RunningNode node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ORTHANC", orthanc.dicomPort(), ""),
                        RunningNode.peers(new RunningNode.Destination("STORESCP", receiverPort)))) {
            List<Specimen> study = Synthetic.study();
            sendHalfByHalf(study, node.port());
            node.awaitForwarded();
            assertSealedIn(orthanc, study);

            String uid = study.get(0).study();
            for (String level : List.of("STUDY", "SERIES", "IMAGE")) {
                Peers.Run found = findscu(node.port(), level, uid);
                assertTrue(found.output().contains("[SEAL"), () -> "retrieval leads to us: " + found.output());
                assertFalse(found.output().contains("[ORTHANC"), found::output);
            }

            assertWorked(Peers.run("movescu", "-v", "-S", "-aet", "DCMTK", "-aec", "SEAL", "-aem", "STORESCP",
                    "-k", "0008,0052=STUDY", "-k", "0020,000D=" + uid, "127.0.0.1", node.port()));
            assertCameBack(study, moved);
            assertTrue(receiver.output().isEmpty(), receiver.output());

            Path got = Files.createDirectories(folder.resolve("got"));
            assertWorked(Peers.run("getscu", "-v", "-S", "-aet", "DCMTK", "-aec", "SEAL", "+B", "-od", got,
                    "-k", "0008,0052=STUDY", "-k", "0020,000D=" + uid, "127.0.0.1", node.port()));
            assertCameBack(study, got);
        }
    }

    private void sendHalfByHalf(List<Specimen> study, int port) throws Exception {
        List<Object> storescu = new ArrayList<>(List.of("-aet", "MODALITY", "-aec", "SEAL", "127.0.0.1", port));
        List<Object> dcmsend = new ArrayList<>(storescu);
        for (int i = 0; i < study.size(); i++) {
            (i % 2 == 0 ? storescu : dcmsend).add(study.get(i).writeFile(folder.resolve("sent/" + i + ".dcm")));
        }
        assertWorked(Peers.run("storescu", storescu.toArray()));
        assertWorked(Peers.run("dcmsend", dcmsend.toArray()));
    }

    /** All objects are there under their own names; those with pixels show others. */
    private static void assertSealedIn(Orthanc orthanc, List<Specimen> study) throws Exception {
        Map<String, Specimen> held = new TreeMap<>();
        for (String instance : orthanc.instances()) {
            Specimen object = Specimen.ofFile(orthanc.file(instance));
            held.put(object.sopInstance(), object);
        }
        assertEquals(study.size(), held.size());
        for (Specimen original : study) {
            Specimen sealed = held.get(original.sopInstance());
            if (original.hasPixels()) {
                assertNotEquals(List.of(), original.differencesFrom(sealed));
            }
        }
    }

    private static Peers.Run findscu(int port, String level, String study) throws Exception {
        List<Object> arguments = new ArrayList<>(List.of("-v", "-S", "-aet", "DCMTK", "-aec", "SEAL", "-k", "0008,0052=" + level,
                "-k", "0020,000D=" + study, "-k", "0008,0054"));
        if (!level.equals("STUDY")) {
            arguments.addAll(List.of("-k", "0020,000E"));
        }
        if (level.equals("IMAGE")) {
            arguments.addAll(List.of("-k", "0008,0018"));
        }
        arguments.addAll(List.of("127.0.0.1", port));
        Peers.Run run = Peers.run("findscu", arguments.toArray());
        assertWorked(run);
        return run;
    }

    private static void assertCameBack(List<Specimen> study, Path files) throws IOException {
        Map<String, Specimen> back = new TreeMap<>();
        try (Stream<Path> all = Files.list(files)) {
            for (Path file : all.toList()) {
                Specimen object = Specimen.of(file);
                back.put(object.sopInstance(), object);
            }
        }
        assertEquals(study.size(), back.size());
        for (Specimen original : study) {
            assertEquals(List.of(), original.differencesFrom(back.get(original.sopInstance())));
        }
    }

    private static void assertWorked(Peers.Run run) {
        assertEquals(0, run.status(), run.output());
    }

    @Test
    void tlsWithAClientCertificateThatIsAskedForAndKnown() throws Exception {
        Peers.find("storescu");
        TestKeys ours = new TestKeys(Files.createDirectories(folder.resolve("ours")));
        TestKeys theirs = new TestKeys(Files.createDirectories(folder.resolve("theirs")));
        TestKeys others = new TestKeys(Files.createDirectories(folder.resolve("others")));
        Path trust = Files.writeString(folder.resolve("trust.pem"),
                Files.readString(theirs.certificate) + Files.readString(others.certificate));
        int receiverPort = Peers.freePort();
        Path moved = Files.createDirectories(folder.resolve("moved"));
        Peers.Daemon receiver = Peers.start(receiverPort, "storescp", "+tls", theirs.key, theirs.certificate,
                "+cf", ours.certificate, "-od", moved, "+B", "+xa", receiverPort);
        try (receiver; Orthanc orthanc = Orthanc.start(folder.resolve("orthanc"), "ORTHANC");
                RunningNode node = RunningNode.start(folder.resolve("node"), """
                        listen: {address: 127.0.0.1, tlsPort: %d, clientCertificates: needed}
                        tls: {certificate: '%s', key: '%s', trust: '%s'}
                        peers:
                          dcmtk: {ae: DCMTK, certificates: ['%s'], view: original, move: {host: 127.0.0.1, port: %d, tls: true}}
                        """.formatted(Peers.freePort(), ours.certificate, ours.key, trust, fingerprint(theirs), receiverPort),
                        RunningNode.archive("ORTHANC", orthanc.dicomPort(), ""))) {
            Specimen image = Synthetic.study().get(0);
            Path file = image.writeFile(folder.resolve("sent.dcm"));
            Object[] address = {"-aet", "DCMTK", "-aec", "SEAL", "127.0.0.1", node.port()};

            assertWorked(tls("storescu", theirs, ours, address, file));
            node.awaitForwarded();
            TlsConfig client = new TlsConfig(theirs.certificate, theirs.key, ours.certificate, true);
            Scu viewer = new Scu(node.address(), "DCMTK", "SEAL", TlsContexts.of(client, ClientCertificate.NONE));
            assertEquals(Outcome.SUCCESS, viewer.move("DCMTK", Scu.study(image.study())).outcome());
            assertCameBack(List.of(image), moved);

            assertNotEquals(0, tls("storescu", others, ours, address, file).status(), "another certificate is not that peer");
            assertNotEquals(0, Peers.run("storescu", "-aet", "DCMTK", "-aec", "SEAL", "127.0.0.1", node.port(), file).status(), "plain");
            assertNotEquals(0, Peers.run("storescu", "+tla", "+cf", ours.certificate, "-aet", "DCMTK", "-aec", "SEAL",
                    "127.0.0.1", node.port(), file).status(), "no certificate");
            assertWorked(tls("echoscu", theirs, ours, address));
        }
    }

    private static Peers.Run tls(String program, TestKeys own, TestKeys trusted, Object... arguments) throws Exception {
        List<Object> all = new ArrayList<>(List.of("+tls", own.key, own.certificate, "+cf", trusted.certificate));
        for (Object argument : arguments) {
            all.addAll(argument instanceof Object[] several ? List.of(several) : List.of(argument));
        }
        return Peers.run(program, all.toArray());
    }

    private static String fingerprint(TestKeys keys) throws Exception {
        byte[] der = CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(keys.certificate)).getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
    }
}
