package org.dicomseal.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.peers.Orthanc;
import org.dicomseal.peers.Peers;
import org.dicomseal.spool.Cause;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.QueueState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Orthanc answers success to a changed object under a UID that it knows, and keeps the first: where objects are compared, that is a failure. */
@Timeout(180)
class CompareOrthancIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"get", "move"})
    void aChangedObjectThatTheArchiveDropsIsANamedFailureAndTheSameOneSentTwiceIsNot(String fetch) throws Exception {
        int port = Peers.freePort();
        try (Orthanc archive = Orthanc.start(folder.resolve("archive"), "ARCHIVE");
                TestNode test = TestNode.start(folder, """
                        fetchAe: SEAL-FETCH
                        listen: {address: 127.0.0.1, port: %d}
                        archives:
                          main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d, commitment: compare, fetch: %s}
                        peers:
                          ct: {ae: CT1, addresses: [127.0.0.1]}
                        spool: {folder: '%s', lowDisk: 1m}
                        keystore: {path: '%s', requireBackup: false}
                        """.formatted(port, archive.dicomPort(), fetch, folder.resolve("spool"), folder.resolve("node.p12")))) {
            archive.know("seal", "SEAL", port);
            archive.know("fetch", "SEAL-FETCH", port);
            DataSet first = TestImages.ct(1, 64);
            send(port, first);
            test.awaitDrained();
            send(port, first);
            test.awaitDrained();
            send(port, first);
            test.awaitDrained();
            assertEquals(1, archive.instances().size());

            DataSet changed = TestImages.ct(2, 64);
            changed.putString(Tag.SOP_INSTANCE_UID, VR.UI, TestImages.instance(1));
            send(port, changed);
            TestNode.await(() -> test.node().spool().counts().get(QueueState.DEAD) == 1);
            QueueEntry dead = test.node().spool().list(QueueState.DEAD, null, 1).get(0);
            assertEquals(Cause.OTHER_KEPT, dead.failure().cause());
        }
    }

    private static void send(int port, DataSet image) throws IOException {
        AssociationProposal proposal = new AssociationProposal("CT1", "SEAL").context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = Association.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), proposal,
                NetworkOptions.DEFAULTS, null)) {
            assertEquals(Outcome.SUCCESS, new StoreScu(association).store(new StoreRequest(Uids.CT_IMAGE_STORAGE, TestImages.instance(1),
                    Uids.EXPLICIT_VR_LITTLE_ENDIAN), ObjectWriter.of(TestImages.bytes(image, TransferSyntax.EXPLICIT_LE))));
        }
    }
}
