package org.dicomseal.node;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ContextAnswer;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.events.NodeEvents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CallerPolicyTest {

    @TempDir
    Path folder;

    private long now;
    private final PeerQuotas quotas = new PeerQuotas(() -> now);
    private CallerPolicy policy;

    @BeforeEach
    void configure() throws Exception {
        Path file = Files.writeString(folder.resolve("node.yaml"), """
                fetchAe: FETCH
                listen: {port: 104}
                archives:
                  a: {called: SEAL_A, ae: PACS_A, host: 10.9.9.8, port: 1, commitment: request, calling: NODE}
                  b: {called: SEAL_B, ae: PACS_B, host: 10.9.9.9, port: 1, addresses: [10.7.0.0/16]}
                peers:
                  ct: {ae: CT1, addresses: [10.0.0.0/8], services: [store], archives: [a]}
                  busy: {ae: BUSY, limits: {associations: 2, associationsPerMinute: 3}}
                  viewer: {ae: VIEWER, services: [query, retrieve]}
                """);
        policy = new CallerPolicy(new LiveConfig(NodeConfig.load(file)), Set.of(Uids.STUDY_ROOT_FIND), Set.of(Uids.STUDY_ROOT_GET),
                NodeEvents.NONE, quotas);
    }

    @Test
    void aConfiguredCallerIsAdmittedToItsArchiveAlone() {
        assertEquals(Optional.empty(), policy.admit(caller("CT1", "SEAL_A", "10.1.2.3")));
        assertEquals(Optional.of(AssociateReject.CALLING_AE_NOT_RECOGNIZED), policy.admit(caller("CT1", "SEAL_B", "10.1.2.3")));
    }

    @Test
    void aClaimedTitleFromAnotherAddressIsRefused() {
        assertEquals(Optional.of(AssociateReject.CALLING_AE_NOT_RECOGNIZED), policy.admit(caller("CT1", "SEAL_A", "192.168.1.1")));
        assertEquals(Optional.of(AssociateReject.CALLING_AE_NOT_RECOGNIZED), policy.admit(caller("CT2", "SEAL_A", "10.1.2.3")));
    }

    @Test
    void aTitleThatIsNotOursIsRefused() {
        assertEquals(Optional.of(AssociateReject.CALLED_AE_NOT_RECOGNIZED), policy.admit(caller("CT1", "PACS_A", "10.1.2.3")));
    }

    @Test
    void onlyArchivesMaySendToTheFetchingTitleAndOnlyFromTheirAddresses() {
        assertEquals(Optional.empty(), policy.admit(caller("PACS_B", "FETCH", "10.9.9.9")));
        assertEquals(Optional.empty(), policy.admit(caller("PACS_B", "FETCH", "10.7.1.1")));
        assertEquals(Optional.of(AssociateReject.CALLING_AE_NOT_RECOGNIZED), policy.admit(caller("PACS_B", "FETCH", "10.9.9.8")));
        assertEquals(Optional.of(AssociateReject.CALLING_AE_NOT_RECOGNIZED), policy.admit(caller("CT1", "FETCH", "10.1.2.3")));
    }

    @Test
    void anArchiveMayBringItsResultsOfCommitmentAndNothingElse() {
        for (String ours : List.of("SEAL_A", "NODE")) {
            Caller archive = caller("PACS_A", ours, "10.9.9.8");
            assertEquals(Optional.empty(), policy.admit(archive));
            assertEquals(accepted(Uids.IMPLICIT_VR_LITTLE_ENDIAN), answer(archive, Uids.STORAGE_COMMITMENT_PUSH, Uids.IMPLICIT_VR_LITTLE_ENDIAN));
            assertTrue(policy.letsRequestorProvide(archive, Uids.STORAGE_COMMITMENT_PUSH));
            assertEquals(ContextAnswer.USER_REJECTION, answer(archive, Uids.CT_IMAGE_STORAGE, Uids.IMPLICIT_VR_LITTLE_ENDIAN));
            assertEquals(ContextAnswer.USER_REJECTION, answer(archive, Uids.STUDY_ROOT_FIND, Uids.IMPLICIT_VR_LITTLE_ENDIAN));
        }
        assertEquals(Optional.of(AssociateReject.CALLING_AE_NOT_RECOGNIZED), policy.admit(caller("PACS_A", "SEAL_A", "10.9.9.9")));
        assertEquals(Optional.of(AssociateReject.CALLING_AE_NOT_RECOGNIZED), policy.admit(caller("PACS_B", "SEAL_B", "10.9.9.9")));
    }

    @Test
    void whoMayStoreMayAskForCommitmentButNotProvideIt() {
        Caller ct = caller("CT1", "SEAL_A", "10.1.2.3");
        assertEquals(accepted(Uids.IMPLICIT_VR_LITTLE_ENDIAN), answer(ct, Uids.STORAGE_COMMITMENT_PUSH, Uids.IMPLICIT_VR_LITTLE_ENDIAN));
        assertFalse(policy.letsRequestorProvide(ct, Uids.STORAGE_COMMITMENT_PUSH));
        assertEquals(ContextAnswer.USER_REJECTION,
                answer(caller("VIEWER", "SEAL_A", "10.1.2.3"), Uids.STORAGE_COMMITMENT_PUSH, Uids.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void aPeerKeepsToItsQuotaAndIsToldToComeAgainLater() {
        Optional<AssociateReject> later = Optional.of(AssociateReject.LOCAL_LIMIT_EXCEEDED);
        assertEquals(Optional.empty(), policy.admit(caller("BUSY", "SEAL_A", "10.1.1.1", 1)));
        assertEquals(Optional.empty(), policy.admit(caller("BUSY", "SEAL_A", "10.1.1.2", 1)));
        assertEquals(later, policy.admit(caller("BUSY", "SEAL_A", "10.1.1.3", 1)));
        quotas.leave(new InetSocketAddress("10.1.1.2", 1));
        assertEquals(Optional.empty(), policy.admit(caller("BUSY", "SEAL_A", "10.1.1.3", 2)));
        quotas.leave(new InetSocketAddress("10.1.1.3", 2));
        assertEquals(later, policy.admit(caller("BUSY", "SEAL_A", "10.1.1.3", 3)), "the fourth of its minute");
        now += TimeUnit.SECONDS.toNanos(21);
        assertEquals(Optional.empty(), policy.admit(caller("BUSY", "SEAL_A", "10.1.1.3", 4)));
        assertEquals(Optional.empty(), policy.admit(caller("VIEWER", "SEAL_A", "10.1.1.3", 5)));
    }

    @Test
    void extendedNegotiationIsAnsweredWithNothingBeyondTheBaseline() {
        Caller viewer = caller("VIEWER", "SEAL_A", "10.1.2.3");
        assertArrayEquals(new byte[3], policy.extended(viewer, Uids.STUDY_ROOT_FIND, new byte[] {1, 1, 1}).orElseThrow());
        assertArrayEquals(new byte[1], policy.extended(viewer, Uids.STUDY_ROOT_GET, new byte[] {1}).orElseThrow());
        assertEquals(Optional.empty(), policy.extended(viewer, Uids.CT_IMAGE_STORAGE, new byte[] {1}));
    }

    @Test
    void aPeerGetsContextsForItsServicesAlone() {
        Caller ct = caller("CT1", "SEAL_A", "10.1.2.3");
        Caller viewer = caller("VIEWER", "SEAL_A", "10.1.2.3");
        assertEquals(ContextAnswer.USER_REJECTION, answer(ct, Uids.STUDY_ROOT_FIND, Uids.IMPLICIT_VR_LITTLE_ENDIAN));
        assertEquals(accepted(Uids.IMPLICIT_VR_LITTLE_ENDIAN), answer(viewer, Uids.STUDY_ROOT_FIND, Uids.IMPLICIT_VR_LITTLE_ENDIAN));
        assertEquals(accepted(Uids.IMPLICIT_VR_LITTLE_ENDIAN), answer(viewer, Uids.STUDY_ROOT_GET, Uids.IMPLICIT_VR_LITTLE_ENDIAN));
        assertEquals(accepted(Uids.IMPLICIT_VR_LITTLE_ENDIAN), answer(ct, Uids.VERIFICATION, Uids.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void everyStorageClassIsTakenRegisteredYoungerOrPrivate() {
        Caller ct = caller("CT1", "SEAL_A", "10.1.2.3");
        for (String sopClass : List.of(Uids.CT_IMAGE_STORAGE, "1.2.840.10008.5.1.4.1.1.999.7", "1.2.276.0.7230010.3.1.0.1")) {
            assertEquals(accepted(Uids.EXPLICIT_VR_LITTLE_ENDIAN), answer(ct, sopClass, Uids.EXPLICIT_VR_LITTLE_ENDIAN), sopClass);
        }
        assertEquals(ContextAnswer.ABSTRACT_SYNTAX_NOT_SUPPORTED,
                answer(ct, "1.2.840.10008.3.1.2.3.3", Uids.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void theSendersFirstSyntaxIsTakenButExplicitVrGoesBeforeImplicit() {
        Caller ct = caller("CT1", "SEAL_A", "10.1.2.3");
        assertEquals(accepted(Uids.JPEG_2000_LOSSLESS),
                answer(ct, Uids.CT_IMAGE_STORAGE, Uids.JPEG_2000_LOSSLESS, Uids.EXPLICIT_VR_LITTLE_ENDIAN));
        assertEquals(accepted(Uids.EXPLICIT_VR_LITTLE_ENDIAN),
                answer(ct, Uids.CT_IMAGE_STORAGE, Uids.IMPLICIT_VR_LITTLE_ENDIAN, Uids.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void aSyntaxWhosePixelsAreElsewhereOrThatNobodyKnowsIsNotTaken() {
        Caller ct = caller("CT1", "SEAL_A", "10.1.2.3");
        assertEquals(ContextAnswer.TRANSFER_SYNTAXES_NOT_SUPPORTED,
                answer(ct, Uids.CT_IMAGE_STORAGE, "1.2.840.10008.1.2.4.94", "1.2.840.113619.5.2"));
    }

    private ContextAnswer answer(Caller caller, String sopClass, String... syntaxes) {
        return policy.negotiate(caller, new ProposedContext(1, sopClass, List.of(syntaxes)));
    }

    private static ContextAnswer accepted(String syntax) {
        return ContextAnswer.accept(syntax);
    }

    private static Caller caller(String calling, String called, String address) {
        return caller(calling, called, address, 40000);
    }

    private static Caller caller(String calling, String called, String address, int port) {
        return new Caller(calling, called, new InetSocketAddress(address, port), List.of());
    }
}
