package org.dicomseal.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.dimse.AssociationRejectedException;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.node.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who gets in, and who gets what. */
@Timeout(120)
class AccessIT {

    @TempDir
    Path folder;
    private EmbeddedArchive archive;
    private ReceivingAe receiver;
    private RunningNode node;

    @BeforeEach
    void start() throws Exception {
        archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
        receiver = new ReceivingAe();
        node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ARCHIVE", archive.port(), ""), """
                peers:
                  modality: {ae: CT1, addresses: [127.0.0.1], services: [store]}
                  elsewhere: {ae: CT2, addresses: [192.0.2.7], services: [store]}
                  workstation: {ae: VIEWER, addresses: [127.0.0.1], services: [query, retrieve], view: original,
                                move: {host: 127.0.0.1, port: %1$d}}
                  research: {ae: RESEARCH, services: [query, retrieve], move: {host: 127.0.0.1, port: %1$d}}
                """.formatted(receiver.port()));
    }

    @AfterEach
    void stop() {
        node.close();
        receiver.close();
        archive.close();
    }

    @Test
    void anAeTitleAloneIsNeverConfiguredToGetOriginals() {
        ConfigException refused = assertThrows(ConfigException.class, () -> RunningNode.start(folder.resolve("other"),
                RunningNode.archive("ARCHIVE", archive.port(), ""), "peers:\n  anybody: {ae: ANYBODY, view: original}\n"));
        assertTrue(refused.getMessage().contains("'original' needs addresses or certificates"), refused.getMessage());
    }

    @Test
    void whoIsNotListedOrCallsFromElsewhereIsRefused() {
        for (String caller : List.of("UNKNOWN", "ct1", "CT2")) {
            AssociationRejectedException refused = assertThrows(AssociationRejectedException.class,
                    () -> node.scu(caller).store(Synthetic.ct("2.25.1", 1, 16)));
            assertEquals(AssociateReject.CALLING_AE_NOT_RECOGNIZED, refused.rejection(), caller);
        }
        Scu wrongTitle = new Scu(node.address(), "CT1", "ARCHIVE", null);
        AssociationRejectedException refused = assertThrows(AssociationRejectedException.class,
                () -> wrongTitle.store(Synthetic.ct("2.25.1", 1, 16)));
        assertEquals(AssociateReject.CALLED_AE_NOT_RECOGNIZED, refused.rejection());
    }

    @Test
    void whoMayDoOneThingMayNotDoAnother() {
        assertThrows(NoPresentationContextException.class, () -> node.scu("CT1").find(Scu.study("")));
        assertThrows(NoPresentationContextException.class, () -> node.scu("CT1").move("VIEWER", Scu.study("2.25.1")));
        Outcome refused = storeOutcome("VIEWER");
        assertEquals(Status.NOT_AUTHORIZED, refused.status());
    }

    private Outcome storeOutcome(String caller) {
        try {
            return node.scu(caller).store(Synthetic.ct("2.25.1", 1, 16));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theDestinationAndNotTheCallerDecidesTheView() throws Exception {
        Specimen image = Synthetic.ct(Uids.random(), 1, 256);
        byte[] pixels = pixels(image);
        assertEquals(Outcome.SUCCESS, node.scu("CT1").store(image));
        node.awaitForwarded();

        assertEquals(Outcome.SUCCESS, node.scu("RESEARCH").move("VIEWER", Scu.study(image.study())).outcome());
        assertArrayEquals(pixels, received());

        receiver.objects.clear();
        assertEquals(Outcome.SUCCESS, node.scu("VIEWER").move("RESEARCH", Scu.study(image.study())).outcome());
        assertFalse(Arrays.equals(pixels, received()), "the watermark stays in");

        receiver.objects.clear();
        assertEquals(Status.MOVE_DESTINATION_UNKNOWN, node.scu("VIEWER").move("NOBODY", Scu.study(image.study())).status());
        assertTrue(receiver.objects.isEmpty());
    }

    @Test
    void whoRetrievesByGetHasItsOwnView() throws Exception {
        Specimen image = Synthetic.ct(Uids.random(), 1, 256);
        assertEquals(Outcome.SUCCESS, node.scu("CT1").store(image));
        node.awaitForwarded();
        assertArrayEquals(pixels(image), got("VIEWER", image));
        assertFalse(Arrays.equals(pixels(image), got("RESEARCH", image)));
    }

    private byte[] got(String caller, Specimen image) throws IOException {
        receiver.objects.clear();
        assertEquals(Outcome.SUCCESS, node.scu(caller).get(Scu.study(image.study()), List.of(image.sopClass()),
                List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN), receiver).outcome());
        return received();
    }

    private byte[] received() throws IOException {
        assertEquals(1, receiver.objects.size());
        return pixels(receiver.objects.values().iterator().next());
    }

    private static byte[] pixels(Specimen image) throws IOException {
        return ((ValueElement) image.dataSet().get(Tag.PIXEL_DATA)).littleEndian().bytes();
    }
}
