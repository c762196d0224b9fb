package org.dicomseal.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.AssociationRejectedException;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.Reload;
import org.dicomseal.spool.Cause;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.QueueState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A configuration that changes under a running node. */
@Timeout(180)
class ReloadIT {

    @TempDir
    Path folder;

    private FakeArchive main;
    private FakeArchive second;
    private TestNode test;

    @BeforeEach
    void start() throws Exception {
        main = new FakeArchive(0);
        second = new FakeArchive(0);
        test = TestNode.start(folder, configuration(mainArchive(), "{protect: []}"));
    }

    @AfterEach
    void stop() {
        test.close();
        main.close();
        second.close();
    }

    @Test
    void anArchiveThatIsAddedIsCalledAndForwardedTo() throws Exception {
        assertThrows(AssociationRejectedException.class, () -> store(1, "OTHER"));
        Reload reload = reload(configuration(mainArchive() + otherArchive(), "{protect: []}"));
        assertEquals(List.of("archives"), reload.changed());
        assertEquals(List.of(), reload.needsRestart());
        assertEquals(Outcome.SUCCESS, store(1, "OTHER"));
        assertEquals(Outcome.SUCCESS, store(2, "SEAL"));
        test.awaitDrained();
        assertTrue(second.objects.containsKey(TestImages.instance(1)));
        assertTrue(main.objects.containsKey(TestImages.instance(2)));
    }

    @Test
    void whatWaitsForAnArchiveThatIsGoneIsKeptAndGoesOutWhenItIsBack() throws Exception {
        reload(configuration(mainArchive() + otherArchive(), "{protect: []}"));
        second.rejection = Optional.of(AssociateReject.LOCAL_LIMIT_EXCEEDED);
        assertEquals(Outcome.SUCCESS, store(1, "OTHER"));
        assertEquals(Outcome.SUCCESS, store(2, "OTHER"));
        reload(configuration(mainArchive(), "{protect: []}"));
        TestNode.await(() -> test.node().spool().counts().get(QueueState.DEAD) == 2);
        for (QueueEntry entry : test.node().spool().list(QueueState.DEAD, null, 10)) {
            assertEquals(Cause.NO_ROUTE, entry.failure().cause());
            assertEquals("other", entry.note().lane());
        }
        second.rejection = Optional.empty();
        reload(configuration(mainArchive() + otherArchive(), "{protect: []}"));
        test.awaitDrained();
        assertEquals(2, second.objects.size());
    }

    @Test
    void aRouteThatIsAddedCountsForTheNextObjectOfAnAssociation() throws Exception {
        reload(configuration(mainArchive() + otherArchive(), "{protect: []}"));
        try (Association association = associate("SEAL")) {
            assertEquals(Outcome.SUCCESS, store(association, 1));
            reload(configuration(mainArchive() + otherArchive(), "{name: ct, modalities: [CT], archive: other, protect: []}"));
            assertEquals(Outcome.SUCCESS, store(association, 2));
        }
        test.awaitDrained();
        assertEquals(List.of(TestImages.instance(1)), List.copyOf(main.objects.keySet()));
        assertEquals(List.of(TestImages.instance(2)), List.copyOf(second.objects.keySet()));
    }

    @Test
    void anArchiveThatMovedIsFoundAtItsNewAddress() throws Exception {
        int old = main.port();
        main.close();
        assertEquals(Outcome.SUCCESS, store(1, "SEAL"));
        reload(configuration(mainArchive().replace(Integer.toString(old), Integer.toString(second.port())), "{protect: []}"));
        test.awaitDrained();
        assertTrue(second.objects.containsKey(TestImages.instance(1)));
    }

    @Test
    void limitsCountForWhatComesNext() throws Exception {
        reload(configuration(mainArchive(), "{protect: []}") + "limits: {object: 1k}\n");
        assertEquals(Status.OUT_OF_RESOURCES, store(1, "SEAL").status());
        reload(configuration(mainArchive(), "{protect: []}") + "limits: {associations: 1}\n");
        try (Association held = associate("SEAL")) {
            assertThrows(AssociationRejectedException.class, () -> associate("SEAL"));
            assertEquals(Outcome.SUCCESS, store(held, 1));
        }
    }

    @Test
    void whatCannotChangeIsNamedAndTheRestIsTakenOver() throws Exception {
        String changed = configuration(mainArchive(), "{name: other, protect: []}").replace("port: 0", "port: 1")
                .replace(folder.resolve("spool").toString(), folder.resolve("elsewhere").toString()) + "fetchAe: FETCH-2\n";
        Reload reload = reload(changed);
        assertEquals(List.of("routes"), reload.changed());
        assertEquals(List.of("fetchAe", "listen", "spool"), reload.needsRestart());
        assertEquals("DICOMSEAL-FETCH", test.node().context().config().fetchAe());
        assertEquals("other", test.node().context().config().routes().get(0).name());
    }

    @Test
    void whatNeedsAnIdentityThatTheNodeDoesNotHaveChangesNothing() throws Exception {
        NodeConfig before = test.node().context().config();
        ConfigException e = assertThrows(ConfigException.class, () -> reload(configuration(
                mainArchive().replace("}", ", tls: true}"), "{protect: []}") + "tls: {certificate: a, key: b, trust: c}\n"));
        assertTrue(e.getMessage().contains("archives.main.tls needs the section tls"), e::getMessage);
        assertEquals(before, test.node().context().config());
    }

    @Test
    void aFileThatChangesIsTakenOverByItselfAndABrokenOneIsNot() throws Exception {
        Path file = folder.resolve("node.yaml");
        try (ConfigFile watched = new ConfigFile(file, test.node())) {
            watched.watch(Duration.ofMillis(50));
            Files.writeString(file, configuration(mainArchive(), "{name: broken, protct: []}"));
            Thread.sleep(300);
            assertEquals("route 1", test.node().context().config().routes().get(0).name());
            Files.writeString(file, configuration(mainArchive(), "{name: mended, protect: []}"));
            TestNode.await(() -> test.node().context().config().routes().get(0).name().equals("mended"));
        }
    }

    private Reload reload(String configuration) throws IOException, ConfigException {
        Path file = Files.writeString(folder.resolve("new.yaml"), configuration);
        return test.node().reload(NodeConfig.load(file));
    }

    private String mainArchive() {
        return "  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d}\n".formatted(main.port());
    }

    private String otherArchive() {
        return "  other: {called: OTHER, ae: SECOND, host: 127.0.0.1, port: %d}\n".formatted(second.port());
    }

    private String configuration(String archives, String route) {
        return """
                name: test
                listen: {address: 127.0.0.1, port: 0}
                archives:
                %speers:
                  anyone: {ae: '*', addresses: [127.0.0.1]}
                routes: [%s]
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                retry: {base: 50ms, max: 500ms, attempts: 5}
                """.formatted(archives, route, folder.resolve("spool"), folder.resolve("node.p12"));
    }

    private Outcome store(int seed, String called) throws IOException {
        try (Association association = associate(called)) {
            return store(association, seed);
        }
    }

    private static Outcome store(Association association, int seed) throws IOException {
        StoreRequest request = new StoreRequest(Uids.CT_IMAGE_STORAGE, TestImages.instance(seed), Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        return new StoreScu(association).store(request, ObjectWriter.of(TestImages.bytes(TestImages.ct(seed, 64), TransferSyntax.EXPLICIT_LE)));
    }

    private Association associate(String called) throws IOException {
        return Association.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), test.port()),
                new AssociationProposal("CT1", called).context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN),
                NetworkOptions.DEFAULTS, null);
    }
}
