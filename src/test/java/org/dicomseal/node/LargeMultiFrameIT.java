package org.dicomseal.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationPolicy;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ContextAnswer;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.MoveScu;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A multi-frame image that is larger than the memory of everybody on its way. The system property {@code large.frames} says
 * how many frames of half a mebibyte it has; 3000 make 1.5 GB, for the test's heap of 1 GB.
 */
@Timeout(900)
class LargeMultiFrameIT {

    private static final int FRAMES = Integer.getInteger("large.frames", 120);
    private static final int SIDE = 512;
    private static final int FRAME_BYTES = SIDE * SIDE * 2;

    @TempDir
    Path folder;

    private volatile String received;

    @Test
    void goesInAndComesBackWhole() throws Exception {
        AssociationPolicy takesAll = new AssociationPolicy() {
            @Override
            public Optional<AssociateReject> admit(Caller caller) {
                return Optional.empty();
            }

            @Override
            public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
                return ContextAnswer.accept(proposed.transferSyntaxes().get(0));
            }
        };
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
                DimseServer viewer = DimseServer.start(ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                        takesAll, new DimseServices().onStore(this::digest));
                TestNode test = TestNode.start(folder, """
                        listen: {address: 127.0.0.1, port: 0}
                        archives:
                          main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d}
                        peers:
                          viewer: {ae: VIEWER, addresses: [127.0.0.1], view: original, move: {host: 127.0.0.1, port: %d}}
                        spool: {folder: '%s', lowDisk: 1m}
                        keystore: {path: '%s', requireBackup: false}
                        """.formatted(archive.port(), viewer.address().getPort(), folder.resolve("spool"), folder.resolve("node.p12")))) {
            String sent = send(test);
            TestNode.await(Duration.ofMinutes(10), () -> test.node().spool().counts().values().stream().mapToLong(Long::longValue).sum() == 0);
            RetrieveOutcome outcome = retrieve(test);
            assertEquals(Outcome.SUCCESS, outcome.outcome());
            assertEquals(sent, received);
        }
    }

    private static String send(TestNode test) throws IOException, NoSuchAlgorithmException {
        DataSet image = TestImages.ct(1, SIDE);
        image.putString(Tag.NUMBER_OF_FRAMES, VR.IS, Integer.toString(FRAMES));
        image.put(new ValueElement(Tag.PIXEL_DATA, VR.OW, Bulk.produced((long) FRAMES * FRAME_BYTES, LargeMultiFrameIT::writeFrames)));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        AssociationProposal proposal = new AssociationProposal("VIEWER", "SEAL").context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = Association.open(test.node().addresses().get(0), proposal, NetworkOptions.DEFAULTS, null)) {
            StoreRequest request = new StoreRequest(Uids.CT_IMAGE_STORAGE, TestImages.instance(1), Uids.EXPLICIT_VR_LITTLE_ENDIAN);
            Outcome answer = new StoreScu(association).store(request, out -> {
                DicomWriter writer = new DicomWriter(new DigestOutputStream(out, digest), TransferSyntax.EXPLICIT_LE);
                writer.write(image);
                writer.finish();
            });
            assertEquals(Outcome.SUCCESS, answer);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Each frame is the first one moved by a row, so that no two are equal. */
    private static void writeFrames(OutputStream out) throws IOException {
        byte[] frame = ((ValueElement) TestImages.ct(1, SIDE).get(Tag.PIXEL_DATA)).value().bytes();
        for (int i = 0; i < FRAMES; i++) {
            int split = i % SIDE * SIDE * 2;
            out.write(frame, split, frame.length - split);
            out.write(frame, 0, split);
        }
    }

    private RetrieveOutcome retrieve(TestNode test) throws IOException {
        DataSet identifier = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "STUDY")
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.7001");
        AssociationProposal proposal = new AssociationProposal("VIEWER", "SEAL").context(Uids.STUDY_ROOT_MOVE, Uids.IMPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = Association.open(test.node().addresses().get(0), proposal, NetworkOptions.DEFAULTS, null)) {
            return new MoveScu(association, Uids.STUDY_ROOT_MOVE)
                    .move("VIEWER", DicomWriter.toBytes(identifier, TransferSyntax.IMPLICIT_LE), progress -> { });
        }
    }

    private Outcome digest(Association association, StoreRequest request, InputStream dataSet) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            dataSet.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            received = HexFormat.of().formatHex(digest.digest());
            return Outcome.SUCCESS;
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
