package org.dicomseal.node;

import java.nio.file.Path;
import java.util.List;
import org.dicomseal.dicom.Uids;
import org.dicomseal.peers.Orthanc;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Storage commitment with Orthanc on both sides: one asks the node, and the other one is asked by it. */
@Timeout(240)
class CommitmentOrthancIT {

    private static final String UNKNOWN = "1.2.3.4.5.6";

    @TempDir
    Path folder;

    @Test
    void anOrthancAsksAndTheNodeAnswersWhenTheOrthancBehindItHasCommitted() throws Exception {
        try (Orthanc archive = Orthanc.start(folder.resolve("archive"), "ARCHIVE");
                Orthanc client = Orthanc.start(folder.resolve("client"), "CLIENT");
                TestNode test = TestNode.start(folder, """
                        listen: {address: 127.0.0.1, port: %d}
                        archives:
                          main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d, commitment: request}
                        peers:
                          client: {ae: CLIENT, addresses: [127.0.0.1], commitment: {host: 127.0.0.1, port: %d}}
                        spool: {folder: '%s', lowDisk: 1m}
                        keystore: {path: '%s', requireBackup: false}
                        """.formatted(Peers.freePort(), archive.dicomPort(), client.dicomPort(), folder.resolve("spool"), folder.resolve("node.p12")))) {
            archive.know("seal", "SEAL", test.port());
            client.know("seal", "SEAL", test.port());
            for (int seed = 1; seed <= 3; seed++) {
                client.upload(TestImages.file(TestImages.ct(seed, 64)));
            }
            client.store("seal", client.instances());
            String transaction = client.askCommitment("seal", List.of(pair(1), pair(2), pair(3), List.of(Uids.CT_IMAGE_STORAGE, UNKNOWN)));

            TestNode.await(() -> !statusOf(client, transaction).contains("\"Pending\""));
            String result = statusOf(client, transaction);
            assertTrue(result.contains("\"Failure\""), result);
            int failures = result.indexOf("\"Failures\"");
            int success = result.indexOf("\"Success\" :", failures);
            String failed = success > failures ? result.substring(failures, success) : result.substring(failures);
            assertTrue(failed.contains(UNKNOWN), result);
            for (int seed = 1; seed <= 3; seed++) {
                assertTrue(result.contains(TestImages.instance(seed)), result);
                assertFalse(failed.contains(TestImages.instance(seed)), result);
            }
            test.awaitDrained();
            assertEquals(3, archive.instances().size());

            String good = client.askCommitment("seal", List.of(pair(1), pair(2), pair(3)));
            TestNode.await(() -> !statusOf(client, good).contains("\"Pending\""));
            assertTrue(statusOf(client, good).matches("(?s).*\"Status\"\\s*:\\s*\"Success\".*"), statusOf(client, good));
        }
    }

    private static List<String> pair(int seed) {
        return List.of(Uids.CT_IMAGE_STORAGE, TestImages.instance(seed));
    }

    private static String statusOf(Orthanc client, String transaction) {
        try {
            return client.commitment(transaction);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
