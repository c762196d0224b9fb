package org.dicomseal.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.peers.Orthanc;
import org.dicomseal.spool.QueueEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Watermarks through the node: alone on the way to the archive, and in the views of those who may not have originals. */
@Timeout(180)
class WatermarkIT {

    private static final String STUDY = "2.25.4711";
    private static final String MARKED = "routes: [{protect: [watermark]}]\n";
    private static final String SEALED = "routes: [{protect: [watermark, seal]}]\n";

    @TempDir
    Path folder;
    private EmbeddedArchive archive;
    private ReceivingAe receiver;
    private RunningNode node;

    @BeforeEach
    void startReceiver() throws Exception {
        receiver = new ReceivingAe();
    }

    private void start(String routes) throws Exception {
        archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
        start(routes, archive.port());
        archive.knowDestination(RunningNode.FETCH, new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
    }

    private void start(String routes, int archivePort) throws Exception {
        node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ARCHIVE", archivePort, ""), routes, """
                peers:
                  modality: {ae: CT1, addresses: [127.0.0.1], services: [store]}
                  reading: {ae: VIEWER, addresses: [127.0.0.1], view: original, move: {host: 127.0.0.1, port: %1$d}}
                  ward: {ae: WARD, addresses: [127.0.0.1], move: {host: 127.0.0.1, port: %1$d}}
                  clinic: {ae: CLINIC, addresses: [127.0.0.1], trace: true, undecodable: original, move: {host: 127.0.0.1, port: %1$d}}
                """.formatted(receiver.port()));
    }

    @AfterEach
    void stop() {
        receiver.close();
        if (node != null) {
            node.close();
        }
        if (archive != null) {
            archive.close();
        }
    }

    private void store(Specimen... objects) throws Exception {
        for (Specimen object : objects) {
            assertEquals(Outcome.SUCCESS, node.scu("CT1").store(object));
        }
    }

    private RetrieveOutcome moveTo(String destination) throws Exception {
        receiver.objects.clear();
        return node.scu("VIEWER").move(destination, Scu.study(STUDY));
    }

    private static byte[] pixels(DataSet dataSet) throws Exception {
        return ((ValueElement) dataSet.get(Tag.PIXEL_DATA)).littleEndian().bytes();
    }

    private static Specimen oneBit() throws Exception {
        Specimen bits = Synthetic.kinds().stream().filter(each -> each.dataSet().string(Tag.SERIES_INSTANCE_UID, "").endsWith(".1"))
                .findFirst().orElseThrow();
        bits.dataSet().putString(Tag.STUDY_INSTANCE_UID, VR.UI, STUDY);
        return bits;
    }

    /** A JPEG of shades with noise, as a baseline codestream. */
    private static Specimen jpeg() throws Exception {
        BufferedImage image = new BufferedImage(512, 512, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(6);
        for (int y = 0; y < 512; y++) {
            for (int x = 0; x < 512; x++) {
                image.getRaster().setSample(x, y, 0, 60 + (x + y) / 8 + random.nextInt(6));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return codestream(bytes.toByteArray(), Uids.JPEG_BASELINE);
    }

    private static Specimen codestream(byte[] bytes, String syntax) {
        DataSet object = Synthetic.ct(STUDY, 1, 512).dataSet();
        object.putInts(Tag.BITS_ALLOCATED, VR.US, 8).putInts(Tag.BITS_STORED, VR.US, 8).putInts(Tag.HIGH_BIT, VR.US, 7);
        byte[] even = Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
        object.put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.empty(), Bulk.of(even))));
        return new Specimen(object, TransferSyntax.of(syntax));
    }

    @Test
    void aMarkAloneMakesAnOrdinaryImageThatComesBackWithItOrWithoutItBitForBit() throws Exception {
        start(MARKED);
        Specimen ct = Synthetic.ct(STUDY, 1, 512);
        store(ct);
        node.awaitForwarded();
        Specimen archived = Specimen.of(archive.file(ct.sopInstance()));
        assertEquals("MONOCHROME2", archived.dataSet().string(Tag.PHOTOMETRIC_INTERPRETATION));
        assertFalse(Arrays.equals(pixels(ct.dataSet()), pixels(archived.dataSet())), "nothing is marked");
        assertTrue(greatestDifference(pixels(ct.dataSet()), pixels(archived.dataSet())) <= 8);

        assertEquals(Status.SUCCESS, moveTo("VIEWER").outcome().status());
        assertEquals(List.of(), ct.differencesFrom(receiver.objects.get(ct.sopInstance())));
        assertEquals(Status.SUCCESS, moveTo("WARD").outcome().status());
        assertEquals(List.of(), archived.differencesFrom(receiver.objects.get(ct.sopInstance())));
        assertEquals(Status.SUCCESS, moveTo("CLINIC").outcome().status());
        assertDerivedFrom(ct, receiver.objects.values().iterator().next());
    }

    private static int greatestDifference(byte[] one, byte[] other) {
        int greatest = 0;
        for (int i = 0; i < one.length; i += 2) {
            int a = one[i] & 0xFF | (one[i + 1] & 0xFF) << 8;
            int b = other[i] & 0xFF | (other[i + 1] & 0xFF) << 8;
            greatest = Math.max(greatest, Math.abs(a - b));
        }
        return greatest;
    }

    private static void assertDerivedFrom(Specimen original, Specimen view) throws Exception {
        assertNotEquals(original.sopInstance(), view.sopInstance());
        assertEquals("DERIVED", view.dataSet().strings(Tag.IMAGE_TYPE).get(0));
        assertEquals(original.sopInstance(),
                view.dataSet().items(Tag.SOURCE_IMAGE_SEQUENCE).get(0).string(Tag.REFERENCED_SOP_INSTANCE_UID));
    }

    @Test
    void aPixelChangedInTheArchiveMakesItSomebodyElsesObject() throws Exception {
        start(MARKED);
        Specimen ct = Synthetic.ct(STUDY, 1, 512);
        store(ct);
        node.awaitForwarded();
        Path file = archive.file(ct.sopInstance());
        Specimen archived = Specimen.of(file);
        byte[] pixels = pixels(archived.dataSet());
        pixels[100_000] ^= 1;
        archived.dataSet().putBytes(Tag.PIXEL_DATA, VR.OW, pixels);
        Files.write(file, archived.toFile());
        for (String destination : List.of("VIEWER", "WARD", "CLINIC")) {
            RetrieveOutcome refused = moveTo(destination);
            assertEquals(1, refused.counts().failed(), destination);
            assertTrue(refused.outcome().comment().contains("changed since"), refused.toString());
        }
        assertEquals(0, receiver.objects.size());
    }

    @Test
    void whatCannotBeMarkedIsForwardedAsItCameOrStaysInTheQueue() throws Exception {
        start("routes: [{sopClasses: [\"%s\"], protect: [watermark], unmarked: refuse}, {protect: [watermark]}]\n"
                .formatted(Uids.CT_IMAGE_STORAGE));
        Specimen bits = oneBit();
        Specimen jpeg = jpeg();
        store(bits);
        node.awaitForwarded();
        assertEquals(List.of(), bits.differencesFrom(Specimen.of(archive.file(bits.sopInstance()))));
        store(jpeg);
        RunningNode.await(() -> !node.dead().isEmpty());
        QueueEntry dead = node.dead().get(0);
        assertTrue(dead.failure().toString().contains("codestream"), dead.toString());
    }

    @Test
    void aWatermarkedViewOfALossyImageIsDecodedAndMarked() throws Exception {
        start(SEALED);
        Specimen jpeg = jpeg();
        store(jpeg);
        node.awaitForwarded();
        assertEquals(Status.SUCCESS, moveTo("VIEWER").outcome().status());
        assertEquals(List.of(), jpeg.differencesFrom(receiver.objects.get(jpeg.sopInstance())));
        assertEquals(Status.SUCCESS, moveTo("WARD").outcome().status());
        Specimen view = receiver.objects.get(jpeg.sopInstance());
        assertFalse(view.syntax().encapsulated());
        assertEquals(512 * 512, pixels(view.dataSet()).length);
        assertTrue(view.dataSet().privateTag(0x7FE1, "DICOMSEAL MARK 1", 2) != 0);
        assertEquals(Status.SUCCESS, moveTo("CLINIC").outcome().status());
        assertDerivedFrom(jpeg, receiver.objects.values().iterator().next());
    }

    @Test
    void whatCannotBeDecodedToBeMarkedIsRefusedUnlessThePeerMayHaveIt() throws Exception {
        start(SEALED);
        byte[] noise = new byte[3000];
        new Random(3).nextBytes(noise);
        Specimen htj2k = codestream(noise, Uids.HTJ2K_LOSSLESS);
        store(htj2k);
        node.awaitForwarded();
        RetrieveOutcome refused = moveTo("WARD");
        assertEquals(1, refused.counts().failed());
        assertTrue(refused.outcome().comment().contains("decoded"), refused.toString());
        assertEquals(Status.SUCCESS, moveTo("CLINIC").outcome().status());
        assertEquals(List.of(), htj2k.differencesFrom(receiver.objects.get(htj2k.sopInstance())));
    }

    @Test
    void throughOrthancAMarkSurvivesAndComesOff() throws Exception {
        try (Orthanc orthanc = Orthanc.start(folder.resolve("orthanc"), "ARCHIVE")) {
            start(MARKED, orthanc.dicomPort());
            orthanc.know("seal", RunningNode.CALLED, node.port());
            orthanc.know("fetch", RunningNode.FETCH, node.port());
            Specimen ct = Synthetic.ct(STUDY, 1, 512);
            store(ct);
            node.awaitForwarded();
            assertEquals(1, orthanc.instances().size());
            assertEquals(Status.SUCCESS, moveTo("VIEWER").outcome().status());
            assertEquals(List.of(), ct.differencesFrom(receiver.objects.get(ct.sopInstance())));
            node.close();
            node = null;
        }
    }
}
