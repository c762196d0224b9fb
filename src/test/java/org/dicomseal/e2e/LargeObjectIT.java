package org.dicomseal.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.Password;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A multi-frame object larger than the node's heap goes all the way: 400 MB through 256 MB, or, with the system property
 * large=true, 1.5 GB through 1 GB. The node runs as its users run it, in a virtual machine of its own.
 */
@Timeout(900)
class LargeObjectIT {

    private static final boolean LARGE = Boolean.getBoolean("large");
    private static final String HEAP = LARGE ? "-Xmx1g" : "-Xmx256m";
    private static final int SIDE = 512;
    private static final int FRAME = 2 * SIDE * SIDE;
    private static final int FRAMES = (int) ((LARGE ? 1_500_000_000L : 400_000_000L) / FRAME);
    private static final String PASSWORD = "a test's password";

    @TempDir
    Path folder;
    private final Map<String, String> received = new ConcurrentHashMap<>();

    @Test
    void anObjectLargerThanTheHeapComesBackAsItWas() throws Exception {
        int port = Peers.freePort();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
                ReceivingAe policy = new ReceivingAe();
                DimseServer viewer = DimseServer.start(ServerOptions.at(anyPort), policy, new DimseServices().onStore(this::digest));
                Peers.Daemon node = startNode(port, archive.port(), viewer.address().getPort())) {
            Scu scu = new Scu(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "VIEWER", RunningNode.CALLED, null);
            Specimen movie = movie();
            MessageDigest sent = sha256();
            StoreRequest request = new StoreRequest(movie.sopClass(), movie.sopInstance(), movie.syntax().uid());
            assertEquals(Outcome.SUCCESS, scu.store(request, out -> movie.writeTo(new DigestOutputStream(out, sent))), node.output());
            RunningNode.await(() -> archive.size() == 1);

            assertEquals(Outcome.SUCCESS, scu.move("VIEWER", Scu.study(movie.study())).outcome(), node.output());
            assertEquals(Map.of(movie.sopInstance(), HexFormat.of().formatHex(sent.digest())), received);
        }
    }

    private Peers.Daemon startNode(int port, int archivePort, int viewerPort) throws Exception {
        Keyring.init(folder.resolve("node.p12"), Password.of(PASSWORD.toCharArray())).close();
        Path configuration = Files.writeString(folder.resolve("node.yaml"), """
                listen: {address: 127.0.0.1, port: %d}
                console: {port: 0}
                archives:
                  main: {called: %s, ae: ARCHIVE, host: 127.0.0.1, port: %d}
                peers:
                  viewer: {ae: VIEWER, addresses: [127.0.0.1], view: original, move: {host: 127.0.0.1, port: %d}}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                """.formatted(port, RunningNode.CALLED, archivePort, viewerPort, folder.resolve("spool"), folder.resolve("node.p12")));
        return Peers.start(Map.of("DICOMSEAL_PASSWORD", PASSWORD), port, Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP, "-cp", System.getProperty("java.class.path"), "org.dicomseal.cli.DicomSeal", "node", "--conf", configuration);
    }

    /** A flat movie with a bar that moves: made while it is sent, and small once it is sealed. */
    private static Specimen movie() {
        DataSet movie = new DataSet()
                .putString(Tag.SOP_CLASS_UID, VR.UI, "1.2.840.10008.5.1.4.1.1.7.3")
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, Uids.random())
                .putString(Tag.MODALITY, VR.CS, "OT")
                .putString(Tag.PATIENT_ID, VR.LO, "NOBODY-1")
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, Uids.random())
                .putString(Tag.SERIES_INSTANCE_UID, VR.UI, Uids.random())
                .putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1)
                .putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME2")
                .putString(Tag.NUMBER_OF_FRAMES, VR.IS, String.valueOf(FRAMES))
                .putInts(Tag.ROWS, VR.US, SIDE).putInts(Tag.COLUMNS, VR.US, SIDE)
                .putInts(Tag.BITS_ALLOCATED, VR.US, 16).putInts(Tag.BITS_STORED, VR.US, 12)
                .putInts(Tag.HIGH_BIT, VR.US, 11).putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0);
        movie.put(new ValueElement(Tag.PIXEL_DATA, VR.OW, Bulk.produced((long) FRAMES * FRAME, LargeObjectIT::frames)));
        return new Specimen(movie, TransferSyntax.EXPLICIT_LE);
    }

    private static void frames(OutputStream out) throws IOException {
        byte[] frame = new byte[FRAME];
        for (int i = 0; i < FRAMES; i++) {
            int row = i % SIDE * SIDE * 2;
            for (int x = 0; x < SIDE; x++) {
                frame[row + 2 * x] = (byte) i;
            }
            out.write(frame);
        }
    }

    private Outcome digest(Association association, StoreRequest request, InputStream dataSet) throws IOException {
        MessageDigest digest = sha256();
        dataSet.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        received.put(request.sopInstance(), HexFormat.of().formatHex(digest.digest()));
        return Outcome.SUCCESS;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
