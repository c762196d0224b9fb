package org.dicomseal.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.EchoScu;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Broken and hostile files as data sets on the wire, in every syntax that they could be taken for. */
@Timeout(300)
class BrokenFilesIT {

    private static final Path BROKEN = Path.of("../shared/data/dicom-broken");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN, Uids.EXPLICIT_VR_BIG_ENDIAN,
            Uids.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, Uids.JPEG_BASELINE})
    void eachIsRefusedWithAReasonAndTheAssociationLives(String syntax) throws Exception {
        assumeTrue(Files.isDirectory(BROKEN));
        try (FakeArchive archive = new FakeArchive(0); TestNode test = TestNode.start(folder, archive.port(), "")) {
            AssociationProposal proposal = new AssociationProposal("CT1", "SEAL").context(Uids.CT_IMAGE_STORAGE, syntax)
                    .context(Uids.VERIFICATION, Uids.IMPLICIT_VR_LITTLE_ENDIAN);
            try (Association association = Association.open(test.node().addresses().get(0), proposal, NetworkOptions.DEFAULTS, null)) {
                for (Path file : files()) {
                    StoreRequest request = new StoreRequest(Uids.CT_IMAGE_STORAGE, "2.25.1", syntax);
                    Outcome answer = new StoreScu(association).store(request, ObjectWriter.of(Files.readAllBytes(file)));
                    assertFalse(answer.isDone(), () -> file + " was taken as " + TransferSyntax.of(syntax));
                    assertFalse(answer.comment().isEmpty(), () -> file + ": " + answer);
                    assertEquals(Outcome.SUCCESS, new EchoScu(association).echo());
                }
            }
            assertEquals(0, test.node().spool().bytes());
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(BROKEN)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.endsWith("MANIFEST.tsv")).sorted().toList();
        }
    }
}
