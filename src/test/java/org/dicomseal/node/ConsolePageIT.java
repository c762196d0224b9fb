package org.dicomseal.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dicomseal.console.Console;
import org.dicomseal.console.Metrics;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.Password;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.peers.Chromium;
import org.dicomseal.spool.QueueState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An operator with a browser at the console's page. */
@Timeout(180)
class ConsolePageIT {

    private static final String ANSWER = "document.getElementById('answer').textContent";

    @TempDir
    Path folder;

    private FakeArchive archive;
    private Keyring keyring;
    private Metrics metrics;
    private Node node;
    private ConfigFile file;
    private Console console;
    private Chromium browser;

    @BeforeEach
    void start() throws Exception {
        browser = Chromium.start(folder.resolve("browser"));
        archive = new FakeArchive(0);
        keyring = Keyring.init(folder.resolve("node.p12"), Password.of("a test's password".toCharArray()));
        Path path = Files.writeString(folder.resolve("node.yaml"), """
                listen: {address: 127.0.0.1, port: 0}
                console: {port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d}
                peers:
                  anyone: {ae: '*', addresses: [127.0.0.1]}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                retry: {base: 50ms, max: 200ms, attempts: 2}
                """.formatted(archive.port(), folder.resolve("spool"), folder.resolve("node.p12")));
        NodeConfig config = NodeConfig.load(path);
        metrics = new Metrics();
        node = Node.start(config, keyring, id -> Optional.empty(), metrics);
        file = new ConfigFile(path, node);
        console = Console.start(config.console(), node, file, metrics);
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (console != null) {
            console.close();
            file.close();
            node.close();
            metrics.close();
            keyring.close();
            archive.close();
        }
    }

    @Test
    void whatFailedIsRequeuedByItsButton() throws Exception {
        fail(1);
        openPage();
        browser.click("button[data-post$='/requeue'][data-post^='/api/queue/']", false);
        TestNode.await(() -> archive.objects.containsKey(TestImages.instance(1)));
        TestNode.await(() -> node.spool().list(null, null, 10).isEmpty());
        assertEquals(List.of(), browser.questions);
        openPage();
        assertEquals("0", browser.value("document.querySelectorAll(\"button[data-post^='/api/queue/']\").length"));
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void allThatFailedOfAnArchiveIsRequeuedByItsButton() throws Exception {
        fail(1);
        fail(2);
        openPage();
        browser.click("button[data-post='/api/archives/main/requeue']", false);
        TestNode.await(() -> archive.objects.size() == 2);
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void aDropIsAskedAboutAndHappensOnlyAfterAYes() throws Exception {
        fail(1);
        openPage();
        browser.click("button[data-post$='/drop']", false);
        browser.awaitValue("\"kept\"", ANSWER);
        assertEquals(1, node.spool().counts().get(QueueState.DEAD));
        assertEquals(1, browser.questions.size());
        assertTrue(browser.questions.get(0).contains(TestImages.instance(1)), browser.questions::toString);

        browser.click("button[data-post$='/drop']", true);
        TestNode.await(() -> node.spool().list(null, null, 10).isEmpty());
        assertEquals(2, browser.questions.size());
        assertEquals(0, archive.objects.size());
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void anArchiveIsAskedAndTheConfigurationReadByTheirButtons() throws Exception {
        openPage();
        browser.click("button[data-post='/api/archives/main/echo']", false);
        browser.awaitValue("true", ANSWER + ".includes('answered')");
        browser.click("button[data-post='/api/reload']", false);
        browser.awaitValue("true", ANSWER + ".includes('changed')");
        assertEquals(List.of(), browser.complaints);
    }

    private void openPage() throws IOException, InterruptedException {
        browser.open("http://127.0.0.1:" + console.address().getPort() + "/");
    }

    /** Stores an image that the archive can't understand, and waits until it has failed for good. */
    private void fail(int seed) throws Exception {
        long dead = node.spool().counts().get(QueueState.DEAD);
        for (int i = 0; i < 2; i++) {
            archive.answers.add(Status.CANNOT_UNDERSTAND);
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), node.addresses().get(0).getPort());
        AssociationProposal proposal = new AssociationProposal("CT1", "SEAL").context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = Association.open(address, proposal, NetworkOptions.DEFAULTS, null)) {
            StoreRequest request = new StoreRequest(Uids.CT_IMAGE_STORAGE, TestImages.instance(seed), Uids.EXPLICIT_VR_LITTLE_ENDIAN);
            assertEquals(Outcome.SUCCESS, new StoreScu(association).store(request,
                    ObjectWriter.of(TestImages.bytes(TestImages.ct(seed, 64), TransferSyntax.EXPLICIT_LE))));
        }
        TestNode.await(() -> node.spool().counts().get(QueueState.DEAD) == dead + 1);
    }
}
