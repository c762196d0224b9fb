package org.dicomseal.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.audit.AuditRecords;
import org.dicomseal.audit.AuditRecords.Record;
import org.dicomseal.audit.AuditTrail;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dimse.AssociationRejectedException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.Password;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.NodeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a day at a node leaves in its audit trail. */
@Timeout(180)
class AuditIT {

    @TempDir
    Path folder;

    @Test
    void storeForwardQueryRetrieveRefusalAndTamperingAreAllRecorded() throws Exception {
        List<Specimen> objects = Synthetic.series(3, 64);
        String study = objects.get(0).study();
        Path trailFile = folder.resolve("audit.log");
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
                ReceivingAe viewer = new ReceivingAe();
                Keyring keyring = Keyring.init(folder.resolve("node.p12"), Password.of("a test's password".toCharArray()))) {
            NodeConfig config = configuration(archive, viewer, trailFile);
            try (AuditTrail trail = AuditTrail.open(config); Node node = Node.start(config, keyring, id -> Optional.empty(), trail)) {
                Scu modality = new Scu(node.addresses().get(0), "CT1", "SEAL", null);
                for (Specimen object : objects) {
                    assertEquals(Outcome.SUCCESS, modality.store(object));
                }
                RunningNode.await(() -> archive.size() == objects.size());
                Scu workstation = new Scu(node.addresses().get(0), "VIEWER", "SEAL", null);
                assertEquals(1, workstation.find(Scu.study(study)).size());
                assertEquals(Outcome.SUCCESS, workstation.move("VIEWER", Scu.study(study)).outcome());
                damage(archive.file(objects.get(0).sopInstance()));
                assertFalse(workstation.move("VIEWER", Scu.study(study)).outcome().equals(Outcome.SUCCESS));
                Scu stranger = new Scu(node.addresses().get(0), "STRANGER", "SEAL", null);
                assertThrows(AssociationRejectedException.class, () -> stranger.store(objects.get(0)));
            }
        }
        List<Record> records = AuditRecords.in(trailFile);
        assertEquals(1, count(records, "110100", "110120"));
        assertEquals(1, count(records, "110100", "110121"));
        assertEquals(1, count(records, "110112", ""));
        assertEquals(2, count(records, "110102", ""));
        assertTrue(count(records, "110113", "110126") >= 1);
        assertEquals(1, count(records, "110113", "ALTERED"));
        String patient = objects.get(0).dataSet().string(Tag.PATIENT_ID, "");
        List<Record> stored = transfers(records, "C");
        assertEquals(objects.size(), instances(stored));
        for (Record each : stored) {
            assertEquals(1, each.all("ParticipantObjectIdentification", "ParticipantObjectID", study).size());
            assertEquals(1, each.all("ParticipantObjectIdentification", "ParticipantObjectID", patient).size());
        }
        List<Record> forwarded = transfers(records, "R").stream().filter(each -> !each.all("ActiveParticipant", "UserID", "ARCHIVE").isEmpty()).toList();
        assertEquals(objects.size(), instances(forwarded));
        List<Record> retrieved = transfers(records, "R").stream().filter(each -> !each.all("ActiveParticipant", "UserID", "VIEWER").isEmpty()).toList();
        assertEquals(List.of("0", "4"), retrieved.stream().map(Record::outcome).toList());
        assertFalse(Files.readString(trailFile).contains(objects.get(0).dataSet().string(Tag.PATIENT_NAME, "no name")), "a patient's name");
    }

    private static long count(List<Record> records, String event, String type) {
        return records.stream().filter(each -> each.event().equals(event) && each.type().equals(type)).count();
    }

    private static List<Record> transfers(List<Record> records, String action) {
        return records.stream().filter(each -> each.event().equals("110104") && each.action().equals(action)).toList();
    }

    private static int instances(List<Record> records) {
        return records.stream().mapToInt(each -> Integer.parseInt(each.first("SOPClass").getAttribute("NumberOfInstances"))).sum();
    }

    /** Flips a bit in the middle of the carrier's pixels. */
    private static void damage(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private NodeConfig configuration(EmbeddedArchive archive, ReceivingAe viewer, Path trail) throws Exception {
        return NodeConfig.load(Files.writeString(folder.resolve("node.yaml"), """
                name: test
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d}
                peers:
                  modality: {ae: CT1, addresses: [127.0.0.1], services: [store]}
                  viewer: {ae: VIEWER, addresses: [127.0.0.1], view: original, move: {host: 127.0.0.1, port: %d}}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                retry: {base: 50ms, max: 500ms, attempts: 3}
                audit: {file: '%s'}
                """.formatted(archive.port(), viewer.port(), folder.resolve("spool"), folder.resolve("node.p12"), trail)));
    }
}
