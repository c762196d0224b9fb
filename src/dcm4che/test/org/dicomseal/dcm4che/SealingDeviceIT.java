package org.dicomseal.dcm4che;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.Tag;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.Password;
import org.dicomseal.peers.Peers;
import org.dicomseal.seal.Unsealer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug-in in a dcm4che Device, between dcm4che's own storescu, movescu, getscu and storescp, over real sockets. */
class SealingDeviceIT {

    @TempDir
    private Path temp;
    private Path toSend;
    private Path node;
    private Path back;
    private Keyring keys;
    private Device device;
    private int port;
    private int receiverPort;

    @BeforeEach
    void start() throws Exception {
        toSend = Files.createDirectory(temp.resolve("send"));
        node = Files.createDirectory(temp.resolve("node"));
        back = Files.createDirectory(temp.resolve("back"));
        keys = Keyring.init(temp.resolve("node.p12"), Password.of("dcm4che plug-in".toCharArray()));
        port = Peers.freePort();
        receiverPort = Peers.freePort();
        Map<String, Connection> destinations = Map.of("STORESCP", new Connection(null, "127.0.0.1", receiverPort));
        device = SealingDevice.device("SEAL", "127.0.0.1", port, SealingDevice.services(keys, node, destinations));
        device.bindConnections();
    }

    @AfterEach
    void stop() {
        device.unbindConnections();
        ((ExecutorService) device.getExecutor()).shutdownNow();
        device.getScheduledExecutor().shutdownNow();
        keys.close();
    }

    @Test
    void whatStorescuSendsIsSealedAndComesBackToStorescpBitForBit() throws Exception {
        SentFiles sent = SentFiles.phantoms(toSend);
        send(sent);
        assertSealed(sent);
        try (Peers.Daemon receiver = Dcm4cheTools.storescp(receiverPort, back)) {
            Peers.Run moved = Dcm4cheTools.movescu(port, sent.studies());
            assertEquals(0, moved.status(), moved.output() + receiver.output());
        }
        sent.assertCameBack(back);
    }

    @Test
    void getscuGetsItBackOnItsOwnAssociation() throws Exception {
        SentFiles sent = SentFiles.phantoms(toSend);
        send(sent);
        Peers.Run got = Dcm4cheTools.getscu(port, sent.studies(), back);
        assertEquals(0, got.status(), got.output());
        sent.assertCameBackInANativeSyntax(back);
    }

    @Test
    void realImagesOfEveryTransferSyntaxComeBackBitForBit() throws Exception {
        SentFiles sent = SentFiles.real(toSend);
        assumeTrue(sent.count() > 0, "no real files here");
        send(sent);
        assertSealed(sent);
        try (Peers.Daemon receiver = Dcm4cheTools.storescp(receiverPort, back)) {
            Peers.Run moved = Dcm4cheTools.movescu(port, sent.studies());
            assertEquals(0, moved.status(), moved.output() + receiver.output());
        }
        sent.assertCameBack(back);
    }

    @Test
    void objectsSentTwiceAreKeptOnce() throws Exception {
        SentFiles sent = SentFiles.phantoms(toSend);
        send(sent);
        send(sent);
        assertEquals(sent.count(), stored().size());
    }

    @Test
    void whatWasStoredIsFoundAgainAfterARestart() throws Exception {
        SentFiles sent = SentFiles.phantoms(toSend);
        send(sent);
        Files.createFile(node.resolve("sealed/incoming1.part"));
        FolderStore reopened = new FolderStore(node.resolve("sealed"));
        Selection study = new Selection(List.of(), sent.studies(), List.of(), List.of());
        assertEquals(sent.count(), reopened.find(study).size());
        assertEquals(sent.count(), stored().size());
    }

    @Test
    void anObjectThatWasChangedIsNotSentButAllOthersAre() throws Exception {
        SentFiles sent = SentFiles.phantoms(toSend);
        send(sent);
        changeOneByte(stored().get(0));
        try (Peers.Daemon receiver = Dcm4cheTools.storescp(receiverPort, back)) {
            Peers.Run moved = Dcm4cheTools.movescu(port, sent.studies());
            assertTrue(moved.output().contains("b000H"), moved.output() + receiver.output());
        }
        assertEquals(sent.count() - 1, SentFiles.Received.in(back).size());
    }

    @Test
    void aLargeObjectThatWasChangedIsAbortedBeforeItsEndAndTheNextComesOnANewAssociation() throws Exception {
        SentFiles sent = SentFiles.oneLargeAndOneSmall(toSend);
        send(sent);
        changeOneByte(stored().get(0));
        try (Peers.Daemon receiver = Dcm4cheTools.storescp(receiverPort, back)) {
            Peers.Run moved = Dcm4cheTools.movescu(port, sent.studies());
            assertTrue(moved.output().contains("b000H"), moved.output() + receiver.output());
            assertTrue(receiver.output().contains("A-ABORT"), receiver.output());
        }
        List<Path> received = SentFiles.Received.in(back);
        assertEquals(1, received.size());
        assertTrue(Files.size(received.get(0)) < SentFiles.LARGE, "the small one came");
    }

    @Test
    void anUnknownMoveDestinationIsRefused() throws Exception {
        device.setDimseRQHandler(SealingDevice.services(keys, node, Map.of()));
        Peers.Run moved = Dcm4cheTools.movescu(port, List.of("1.2.3"));
        assertTrue(moved.output().contains("a801H"), moved.output());
    }

    private void send(SentFiles sent) throws Exception {
        Peers.Run run = Dcm4cheTools.storescu(port, toSend);
        assertEquals(0, run.status(), run.output());
        assertTrue(run.output().contains("Sent " + sent.count() + " objects"), run.output());
    }

    private List<Path> stored() throws Exception {
        return SentFiles.Received.in(node.resolve("sealed"));
    }

    private void assertSealed(SentFiles sent) throws Exception {
        assertEquals(sent.count(), stored().size());
        Unsealer unsealer = Unsealer.onAllCores(keys);
        for (Path path : stored()) {
            try (DicomFile file = DicomFile.open(path)) {
                assertTrue(unsealer.isSealed(file.dataSet(), file.syntax()), path.toString());
            }
        }
    }

    /** In the middle of the pixel data, behind the payload's first record. */
    private static void changeOneByte(Path path) throws Exception {
        long position;
        try (DicomFile file = DicomFile.open(path)) {
            assertTrue(file.dataSet().contains(Tag.PIXEL_DATA));
            position = file.source().size() * 3 / 4;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            channel.write(one, position);
        }
    }
}
