package org.dicomseal.dimse.pdu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PduCodecTest {

    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

    static AssociateRequest fullRequest() {
        UserInformation user = new UserInformation(16384, "1.2.3", "TEST_1",
                Optional.of(new AsyncOperations(3, 5)),
                List.of(new RoleSelection(CT, true, true)),
                List.of(new ExtendedNegotiation("1.2.840.10008.5.1.4.1.2.2.1", new byte[] {1, 0, 1})),
                List.of(new CommonExtendedNegotiation(CT, "1.2.840.10008.4.2", List.of("1.2.3.4", "1.2.3.5"))),
                Optional.of(new UserIdentity(2, true, "user".getBytes(), "word".getBytes())),
                Optional.empty());
        return new AssociateRequest(1, "ARCHIVE", "MODALITY", AssociateRequest.DICOM_APPLICATION_CONTEXT,
                List.of(new ProposedContext(1, CT, List.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1")),
                        new ProposedContext(255, "1.2.840.10008.1.1", List.of("1.2.840.10008.1.2"))), user);
    }

    private static AssociateAccept fullAccept() {
        UserInformation user = new UserInformation(0, "1.2.3", "", Optional.of(AsyncOperations.SYNCHRONOUS), List.of(),
                List.of(), List.of(), Optional.empty(), Optional.of(new byte[] {9}));
        return new AssociateAccept(1, "A", "B", AssociateRequest.DICOM_APPLICATION_CONTEXT,
                List.of(new ContextResult(1, ContextResult.ACCEPTED, "1.2.840.10008.1.2"),
                        new ContextResult(255, ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED, "")), user);
    }

    private static Pdu decode(byte[] pdu) throws PduException {
        return PduDecoder.decode(pdu[0], Arrays.copyOfRange(pdu, Pdu.HEADER_LENGTH, pdu.length));
    }

    @Test
    void everyItemOfARequestSurvivesTheRoundTrip() throws PduException {
        AssociateRequest request = fullRequest();
        AssociateRequest decoded = (AssociateRequest) decode(PduEncoder.encode(request));
        assertEquals(request.contexts(), decoded.contexts());
        assertEquals("ARCHIVE", decoded.calledAe());
        assertEquals("MODALITY", decoded.callingAe());
        assertEquals(request.user().roles(), decoded.user().roles());
        assertEquals(request.user().commonExtended(), decoded.user().commonExtended());
        assertEquals(request.user().asyncOperations(), decoded.user().asyncOperations());
        assertArrayEquals(new byte[] {1, 0, 1}, decoded.user().extended("1.2.840.10008.5.1.4.1.2.2.1").orElseThrow().information());
        assertArrayEquals("word".getBytes(), decoded.user().identity().orElseThrow().secondary());
        assertEquals(16384, decoded.user().maxPduLength());
    }

    @Test
    void encodingTheDecodedGivesTheSameBytes() throws PduException {
        List<Pdu> pdus = List.of(fullRequest(), fullAccept(), AssociateReject.CALLED_AE_NOT_RECOGNIZED,
                new ReleaseRequest(), new ReleaseResponse(), new Abort(Abort.BY_PROVIDER, Abort.UNEXPECTED_PDU));
        for (Pdu pdu : pdus) {
            byte[] bytes = PduEncoder.encode(pdu);
            assertArrayEquals(bytes, PduEncoder.encode(decode(bytes)), pdu.toString());
        }
    }

    @Test
    void theHeaderHoldsTypeAndLength() {
        byte[] abort = PduEncoder.encode(new Abort(Abort.BY_PROVIDER, Abort.INVALID_PARAMETER_VALUE));
        assertArrayEquals(new byte[] {7, 0, 0, 0, 0, 4, 0, 0, 2, 6}, abort);
    }

    @Test
    void itemsOfUnknownTypeAreSkipped() throws PduException {
        byte[] known = PduEncoder.encode(fullRequest());
        byte[] extended = Arrays.copyOf(known, known.length + 7);
        extended[known.length] = (byte) 0xEE;
        extended[known.length + 3] = 3;
        assertEquals(fullRequest().contexts(), ((AssociateRequest) decode(extended)).contexts());
    }

    @Test
    void aRequestCutWithinAnItemIsRefused() {
        byte[] whole = PduEncoder.encode(fullRequest());
        byte[] body = Arrays.copyOfRange(whole, Pdu.HEADER_LENGTH, whole.length);
        int refused = 0;
        for (int length = 0; length < body.length; length++) {
            try {
                assertNotNull(PduDecoder.decode(Pdu.ASSOCIATE_RQ, Arrays.copyOf(body, length)));
            } catch (PduException e) {
                assertEquals(Abort.INVALID_PARAMETER_VALUE, e.abortReason());
                refused++;
            }
        }
        // it is whole only where one of its top-level items ends: before and after each of its four
        assertEquals(body.length - 4, refused);
    }

    @Test
    void anyMutationIsDecodedOrRefusedButNeverBreaksTheDecoder() {
        Random random = new Random(1);
        List<byte[]> seeds = List.of(PduEncoder.encode(fullRequest()), PduEncoder.encode(fullAccept()));
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] pdu = seeds.get(round % seeds.size()).clone();
            for (int change = 0; change <= round % 4; change++) {
                pdu[Pdu.HEADER_LENGTH + random.nextInt(pdu.length - Pdu.HEADER_LENGTH)] = (byte) random.nextInt(256);
            }
            try {
                assertNotNull(decode(pdu));
            } catch (PduException e) {
                refused++;
            }
        }
        assertTrue(refused > 0, "mutations that hit a length must be refused");
    }

    @Test
    void evenOrRepeatedContextIdsAreRefused() {
        AssociateRequest request = fullRequest();
        for (int id : new int[] {2, 1}) {
            AssociateRequest bad = new AssociateRequest(1, "A", "B", request.applicationContext(),
                    List.of(new ProposedContext(1, CT, List.of("1.2")), new ProposedContext(id, CT, List.of("1.2"))), request.user());
            assertThrows(PduException.class, () -> decode(PduEncoder.encode(bad)));
        }
    }

    @Test
    void unknownTypesAreNamedInTheReason() {
        PduException e = assertThrows(PduException.class, () -> PduDecoder.decode(0x42, new byte[4]));
        assertEquals(Abort.UNRECOGNIZED_PDU, e.abortReason());
    }

    @Test
    void aPasswordIsNeverPrinted() {
        assertFalse(fullRequest().toString().contains("word"));
        assertFalse(Arrays.toString(new Object[] {fullRequest().user().identity()}).contains("119"));
    }
}
