package org.dicomseal.node;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dicomseal.biometric.Owners;
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
import org.dicomseal.keys.Secret;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.seal.Scratch;
import org.dicomseal.seal.SealOptions;
import org.dicomseal.seal.SealedObject;
import org.dicomseal.seal.Sealer;
import org.dicomseal.spool.Cause;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.QueueState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A node whose key needs a second factor, before and after it is given. No finger is needed to test that. */
@Timeout(180)
class LockedNodeIT {

    @TempDir
    Path folder;

    private final Password password = Password.of("a test's password".toCharArray());
    private Path keystore;
    private FakeArchive archive;
    private Owners owners;
    private Node node;

    @BeforeEach
    void makeKeystore() throws Exception {
        Path passwordFile = folder.resolve("password");
        Files.createFile(passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, "a test's password\n");
        keystore = folder.resolve("keys/node.p12");
        try (Keyring keyring = Keyring.init(keystore, password)) {
            keyring.rotate(password, factor(7));
        }
        archive = new FakeArchive(0);
    }

    @AfterEach
    void stop() {
        node.close();
        owners.close();
        archive.close();
    }

    private static Secret factor(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return Secret.owning(bytes);
    }

    private void start(String keystoreSettings) throws Exception {
        Path file = Files.writeString(folder.resolve("node.yaml"), """
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d, concurrency: 2}
                peers:
                  anyone: {ae: '*', addresses: [127.0.0.1]}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', passwordFile: '%s', %s}
                retry: {base: 50ms, max: 500ms, attempts: 2, age: 1s}
                """.formatted(archive.port(), folder.resolve("spool"), keystore, folder.resolve("password"), keystoreSettings));
        owners = Owners.open(keystore, password);
        node = Node.start(NodeConfig.load(file), owners, NodeEvents.NONE);
    }

    private Outcome send(int seed) throws Exception {
        return send(seed, TestImages.bytes(TestImages.ct(seed, 64), TransferSyntax.EXPLICIT_LE));
    }

    private Outcome send(int seed, byte[] dataSet) throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), node.addresses().get(0).getPort());
        AssociationProposal proposal = new AssociationProposal("CT1", "SEAL").context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = Association.open(address, proposal, NetworkOptions.DEFAULTS, null)) {
            StoreRequest request = new StoreRequest(Uids.CT_IMAGE_STORAGE, TestImages.instance(seed), Uids.EXPLICIT_VR_LITTLE_ENDIAN);
            return new StoreScu(association).store(request, ObjectWriter.of(dataSet));
        }
    }

    private List<QueueEntry> waiting() {
        return node.spool().list(QueueState.RETRYING, null, 100);
    }

    @Test
    void whatComesWhileLockedWaitsAndFlowsOnceItIsUnlockedHoweverLongThatTakes() throws Exception {
        start("requireBackup: false");
        for (int seed = 0; seed < 4; seed++) {
            assertEquals(Outcome.SUCCESS, send(seed));
        }
        TestNode.await(() -> waiting().stream().anyMatch(entry -> entry.failure().cause() == Cause.LOCKED));
        // longer than the age at which any other cause is given up
        Thread.sleep(1500);
        assertEquals(0, archive.stores.get());
        assertEquals(0, node.spool().counts().get(QueueState.DEAD));

        List<RunningNodes.Answer> wrong = new RunningNodes(keystore).unlock(factor(8));
        assertEquals(List.of(false), wrong.stream().map(RunningNodes.Answer::done).toList());
        assertTrue(owners.isLocked());

        List<RunningNodes.Answer> right = new RunningNodes(keystore).unlock(factor(7));
        assertEquals(List.of(true), right.stream().map(RunningNodes.Answer::done).toList());
        assertFalse(owners.isLocked());
        TestNode.await(() -> node.spool().counts().values().stream().mapToLong(Long::longValue).sum() == 0);
        assertEquals(4, archive.objects.size());
    }

    @Test
    void whatAnotherKeySealedThatIsLockedWaitsAloneWhileTheRestFlows() throws Exception {
        byte[] sealed = sealedByTheKeyBefore(1);
        start("requireBackup: false");
        assertEquals(Outcome.SUCCESS, send(1, sealed));
        assertEquals(Outcome.SUCCESS, send(2));
        TestNode.await(() -> archive.objects.containsKey(TestImages.instance(2)));
        TestNode.await(() -> !waiting().isEmpty());
        // longer than the age at which any other cause is given up
        Thread.sleep(1500);
        QueueEntry entry = node.spool().list(null, null, 10).get(0);
        assertEquals(Cause.SEALED_BY_LOCKED_KEY, entry.failure().cause());
        assertEquals(0, node.spool().counts().get(QueueState.DEAD));
        assertFalse(archive.objects.containsKey(TestImages.instance(1)));

        new RunningNodes(keystore).unlock(factor(7));
        TestNode.await(() -> node.spool().list(null, null, 10).isEmpty());
        assertArrayEquals(sealed, archive.objects.get(TestImages.instance(1)));
    }

    /** An image sealed by a key that needs the factor; the keystore's active key is another then, which needs none. */
    private byte[] sealedByTheKeyBefore(int seed) throws Exception {
        try (Keyring keyring = Keyring.open(keystore, password, id -> Optional.of(factor(7)));
                SealedObject sealed = new Sealer(keyring, Scratch.in(folder), SealOptions.defaults())
                        .seal(TestImages.ct(seed, 64), TransferSyntax.EXPLICIT_LE)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            sealed.writeTo(out, TransferSyntax.EXPLICIT_LE);
            keyring.rotate(password);
            return out.toByteArray();
        }
    }

    @Test
    void senderIsToldToTryAgainWhereThatIsWanted() throws Exception {
        start("requireBackup: false, locked: refuse");
        assertEquals(Status.OUT_OF_RESOURCES, send(1).status());
        assertEquals(0, node.spool().counts().values().stream().mapToLong(Long::longValue).sum());
        new RunningNodes(keystore).unlock(factor(7));
        assertEquals(Outcome.SUCCESS, send(1));
        TestNode.await(() -> archive.objects.size() == 1);
    }

    @Test
    void aNewKeyIsTakenOverByARunningNodeOnceItIsBackedUp() throws Exception {
        owners = Owners.open(keystore, password);
        owners.backup(folder.resolve("backup.p12"), password);
        owners.close();
        start("requireBackup: true");
        new RunningNodes(keystore).unlock(factor(7));
        try (Owners other = Owners.open(keystore, password)) {
            other.keyring().rotate(password, factor(9));
            assertEquals(List.of(false), new RunningNodes(keystore).reload().stream().map(RunningNodes.Answer::done).toList());
            assertFalse(owners.isLocked(), "it goes on with the key before");
            other.backup(folder.resolve("second.p12"), password);
            assertEquals(List.of(true), new RunningNodes(keystore).reload().stream().map(RunningNodes.Answer::done).toList());
            assertEquals(other.keyring().active(), owners.keyring().active());
            assertTrue(owners.isLocked());
            new RunningNodes(keystore).unlock(factor(9));
            assertFalse(owners.isLocked());
        }
    }

    @Test
    void theSocketIsItsOwnersAloneAndGoesWithTheNode() throws Exception {
        start("requireBackup: false");
        Path run = KeystoreSocket.folder(keystore);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(run)));
        // what a killed node leaves is found out and removed
        Path stale = run.resolve("stale" + KeystoreSocket.SUFFIX);
        try (var left = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            left.bind(java.net.UnixDomainSocketAddress.of(stale));
        }
        assertEquals(1, new RunningNodes(keystore).unlock(factor(8)).size());
        assertFalse(Files.exists(stale));
        node.close();
        assertEquals(List.of(), new RunningNodes(keystore).unlock(factor(7)));
    }
}
