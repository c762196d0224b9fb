package org.dicomseal.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.AssociationRejectedException;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.pdu.UserIdentity;
import org.dicomseal.keys.PasscodeHash;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who gets in as which user, and how much of it, over real sockets. */
@Timeout(120)
class DoorIT {

    private static final byte[] NONE = {};

    @TempDir
    Path folder;

    private FakeArchive archive;
    private TestNode test;

    @BeforeEach
    void start() throws Exception {
        archive = new FakeArchive(0);
        Path users = Files.writeString(folder.resolve("users"), "anna " + PasscodeHash.of("open sesame".toCharArray()) + "\nward -\n");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
        test = TestNode.start(folder, """
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d}
                peers:
                  staff: {ae: STAFF, addresses: [127.0.0.1], users: '%s'}
                  busy: {ae: BUSY, addresses: [127.0.0.1], limits: {associations: 2, objectsPerMinute: 3}}
                  open: {ae: OPEN, addresses: [127.0.0.1]}
                routes: [{protect: []}]
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                """.formatted(archive.port(), users, folder.resolve("spool"), folder.resolve("node.p12")));
    }

    @AfterEach
    void stop() {
        test.close();
        archive.close();
    }

    @Test
    void aUserGetsInWithItsPasscodeAndIsConfirmedWhereThatIsAsked() throws IOException {
        try (Association association = associate("STAFF", passcode("anna", "open sesame", true))) {
            assertTrue(association.isIdentityConfirmed());
        }
        try (Association association = associate("STAFF", passcode("anna", "open sesame", false))) {
            assertFalse(association.isIdentityConfirmed());
        }
        try (Association association = associate("STAFF", identity(UserIdentity.USER_NAME, "ward", "", true))) {
            assertTrue(association.isIdentityConfirmed());
        }
    }

    @Test
    void nobodyElseGetsIn() {
        UserIdentity[] strangers = {null, passcode("anna", "open sesam", true), passcode("berta", "open sesame", true), passcode("anna", "", true),
            passcode("ward", "x", true), identity(UserIdentity.USER_NAME, "anna", "", true), identity(UserIdentity.KERBEROS, "ticket", "", true),
            identity(UserIdentity.SAML, "<Assertion/>", "", true), identity(UserIdentity.JSON_WEB_TOKEN, "e30.e30.", "", true)};
        for (UserIdentity stranger : strangers) {
            AssociationRejectedException rejected = assertThrows(AssociationRejectedException.class, () -> associate("STAFF", stranger));
            assertFalse(rejected.isTransient());
        }
    }

    @Test
    void aPeerWithoutUsersIsNotAskedAndNotConfirmed() throws IOException {
        try (Association association = associate("OPEN", passcode("anybody", "anything", true))) {
            assertFalse(association.isIdentityConfirmed());
        }
    }

    @Test
    void dcmtkGetsInWithAPasscodeAndNotWithAnother() throws Exception {
        Path image = TestImages.files(folder.resolve("in"), 1, 1, 64).get(0);
        Peers.Run good = Peers.run("storescu", "-usr", "anna", "-pwd", "open sesame", "-rsp", "-aet", "STAFF", "-aec", "SEAL",
                "127.0.0.1", test.port(), image);
        assertEquals(0, good.status(), good::output);
        Peers.Run bad = Peers.run("storescu", "-usr", "anna", "-pwd", "guess", "-rsp", "-aet", "STAFF", "-aec", "SEAL",
                "127.0.0.1", test.port(), image);
        assertNotEquals(0, bad.status());
        assertTrue(bad.output().contains("Association Rejected") || bad.output().contains("Association Request Failed"), bad::output);
    }

    @Test
    void aPeerBeyondItsQuotaIsToldToComeAgainLaterAndOthersAreNotTouched() throws IOException {
        try (Association first = associate("BUSY", null); Association second = associate("BUSY", null)) {
            AssociationRejectedException rejected = assertThrows(AssociationRejectedException.class, () -> associate("BUSY", null));
            assertTrue(rejected.isTransient());
            associate("OPEN", null).close();
            for (int seed = 1; seed <= 3; seed++) {
                assertEquals(Outcome.SUCCESS, store(first, seed));
            }
            assertEquals(Status.OUT_OF_RESOURCES, store(second, 4).status());
        }
        TestNode.await(() -> {
            try {
                associate("BUSY", null).close();
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static Outcome store(Association association, int seed) throws IOException {
        return new StoreScu(association).store(new StoreRequest(Uids.CT_IMAGE_STORAGE, TestImages.instance(seed), Uids.EXPLICIT_VR_LITTLE_ENDIAN),
                ObjectWriter.of(TestImages.bytes(TestImages.ct(seed, 64), TransferSyntax.EXPLICIT_LE)));
    }

    private static UserIdentity passcode(String user, String passcode, boolean response) {
        return identity(UserIdentity.USER_NAME_AND_PASSCODE, user, passcode, response);
    }

    private static UserIdentity identity(int type, String primary, String secondary, boolean response) {
        byte[] second = secondary.isEmpty() ? NONE : secondary.getBytes(StandardCharsets.UTF_8);
        return new UserIdentity(type, response, primary.getBytes(StandardCharsets.UTF_8), second);
    }

    private Association associate(String calling, UserIdentity identity) throws IOException {
        AssociationProposal proposal = new AssociationProposal(calling, "SEAL").context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        if (identity != null) {
            proposal.identity(identity);
        }
        return Association.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), test.port()), proposal, NetworkOptions.DEFAULTS, null);
    }
}
