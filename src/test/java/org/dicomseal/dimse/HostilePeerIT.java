package org.dicomseal.dimse;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.dicomseal.dimse.pdu.Abort;
import org.dicomseal.dimse.pdu.AssociateAccept;
import org.dicomseal.dimse.pdu.Pdu;
import org.dicomseal.dimse.pdu.PduDecoder;
import org.dicomseal.dimse.pdu.PduEncoder;
import org.dicomseal.dimse.pdu.ReleaseResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** Bytes that no honest peer sends: each is answered as PS3.8 section 9.2 says, and the server serves the next one. */
@Timeout(60)
class HostilePeerIT {

    private static final byte[] REQUEST = PduEncoder.encode(Memory.proposal().toRequest(16384));

    private final Memory memory = new Memory();
    private DimseServer server;

    @BeforeEach
    void start() throws IOException {
        Duration wait = Duration.ofMillis(400);
        server = DimseServer.start(ServerOptions.at(Memory.loopback())
                .withNetwork(NetworkOptions.DEFAULTS.withAcse(wait).withIdle(wait)), memory, new DimseServices().onStore(memory));
    }

    @AfterEach
    void theServerIsStillAlive() throws IOException {
        try (Association association = Association.open(server.address(), Memory.proposal(), NetworkOptions.DEFAULTS, null)) {
            assertEquals(Outcome.SUCCESS, new EchoScu(association).echo());
        } finally {
            server.close();
        }
        assertEquals(0, server.associations());
    }

    /** Sends the parts, and gives the last PDU that the server answers before it closes; null if it only closes. */
    private Pdu lastAnswer(byte[]... parts) throws IOException {
        try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setTcpNoDelay(true);
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
            }
            return lastPdu(socket.getInputStream());
        }
    }

    private static Pdu lastPdu(InputStream in) throws IOException {
        Pdu last = null;
        while (true) {
            byte[] header = in.readNBytes(Pdu.HEADER_LENGTH);
            if (header.length < Pdu.HEADER_LENGTH) {
                return last;
            }
            int length = (header[2] & 0xFF) << 24 | (header[3] & 0xFF) << 16 | (header[4] & 0xFF) << 8 | header[5] & 0xFF;
            byte[] body = in.readNBytes(length);
            last = header[0] == Pdu.P_DATA_TF ? last : PduDecoder.decode(header[0], body);
        }
    }

    private static byte[] pdu(int type, long length, int... body) {
        byte[] bytes = new byte[6 + body.length];
        bytes[0] = (byte) type;
        for (int i = 0; i < 4; i++) {
            bytes[2 + i] = (byte) (length >>> 24 - 8 * i);
        }
        for (int i = 0; i < body.length; i++) {
            bytes[6 + i] = (byte) body[i];
        }
        return bytes;
    }

    private static byte[] pdv(int context, int flags, byte[] value) {
        byte[] bytes = pdu(Pdu.P_DATA_TF, 6 + value.length, 0, 0, (2 + value.length) >> 8, 2 + value.length, context, flags);
        byte[] whole = Arrays.copyOf(bytes, bytes.length + value.length);
        System.arraycopy(value, 0, whole, bytes.length, value.length);
        return whole;
    }

    private static void assertAbort(int reason, Pdu answer) {
        assertEquals(new Abort(Abort.BY_PROVIDER, reason), answer);
    }

    @Test
    void anUnknownPduIsUnrecognized() throws IOException {
        assertAbort(Abort.UNRECOGNIZED_PDU, lastAnswer(pdu(0x99, 4, 0, 0, 0, 0)));
        assertAbort(Abort.UNRECOGNIZED_PDU, lastAnswer(REQUEST, pdu(0x99, 4, 0, 0, 0, 0)));
    }

    @Test
    void dataOrReleaseBeforeAnAssociationIsUnexpected() throws IOException {
        assertAbort(Abort.UNEXPECTED_PDU, lastAnswer(pdv(1, 3, new byte[8])));
        assertAbort(Abort.UNEXPECTED_PDU, lastAnswer(pdu(Pdu.RELEASE_RQ, 4, 0, 0, 0, 0)));
    }

    @Test
    void aSecondAssociationRequestIsUnexpected() throws IOException {
        assertAbort(Abort.UNEXPECTED_PDU, lastAnswer(REQUEST, REQUEST));
    }

    @Test
    void lengthsThatNobodyHasAreInvalid() throws IOException {
        assertAbort(Abort.INVALID_PARAMETER_VALUE, lastAnswer(pdu(Pdu.ASSOCIATE_RQ, 0xFFFFFFFFL)));
        assertAbort(Abort.INVALID_PARAMETER_VALUE, lastAnswer(REQUEST, pdu(Pdu.P_DATA_TF, 0xFFFFFFFFL)));
        assertAbort(Abort.INVALID_PARAMETER_VALUE, lastAnswer(REQUEST, pdu(Pdu.P_DATA_TF, 3, 0, 0, 0)));
        assertAbort(Abort.INVALID_PARAMETER_VALUE, lastAnswer(REQUEST, pdu(Pdu.P_DATA_TF, 8, 0, 0, 0x7F, 0, 1, 3, 0, 0)));
        assertAbort(Abort.INVALID_PARAMETER_VALUE, lastAnswer(REQUEST, pdu(Pdu.RELEASE_RQ, 5000)));
    }

    @Test
    void aContextThatWasNotAcceptedIsInvalid() throws IOException {
        assertAbort(Abort.INVALID_PARAMETER_VALUE, lastAnswer(REQUEST, pdv(99, 3, new byte[8])));
    }

    @Test
    void aDataSetBeforeItsCommandIsUnexpected() throws IOException {
        assertAbort(Abort.UNEXPECTED_PARAMETER, lastAnswer(REQUEST, pdv(1, 2, new byte[8])));
    }

    @Test
    void aCommandWithinADataSetIsUnexpected() throws IOException {
        Command store = Command.request(CommandField.C_STORE_RQ, Memory.CT, 1)
                .put(CommandElement.AFFECTED_SOP_INSTANCE_UID, "1.2").put(CommandElement.COMMAND_DATA_SET_TYPE, 1);
        byte[] command = pdv(3, 3, CommandCodec.encode(store));
        assertAbort(Abort.UNEXPECTED_PARAMETER, lastAnswer(REQUEST, command, pdv(3, 0, new byte[8]), command));
        assertNull(memory.objects.get("1.2"));
    }

    @Test
    void aReleaseWithinAMessageIsUnexpected() throws IOException {
        assertAbort(Abort.UNEXPECTED_PDU, lastAnswer(REQUEST, pdv(1, 1, new byte[8]), pdu(Pdu.RELEASE_RQ, 4, 0, 0, 0, 0)));
    }

    @Test
    void aResponseWithoutARequestEndsTheAssociation() throws IOException {
        Command response = Command.response(Command.request(CommandField.C_ECHO_RQ, EchoScu.VERIFICATION, 1), 0);
        assertInstanceOf(Abort.class, lastAnswer(REQUEST, pdv(1, 3, CommandCodec.encode(response))));
    }

    @Test
    void garbageForACommandIsInvalid() throws IOException {
        assertAbort(Abort.INVALID_PARAMETER_VALUE, lastAnswer(REQUEST, pdv(1, 3, Memory.bytes(100, 5))));
    }

    @Test
    void anEndlessCommandIsCutOff() throws IOException {
        byte[][] parts = new byte[10][];
        Arrays.fill(parts, pdv(1, 1, new byte[10_000]));
        parts[0] = REQUEST;
        assertAbort(Abort.INVALID_PARAMETER_VALUE, lastAnswer(parts));
    }

    @Test
    void anOrderlyReleaseIsConfirmed() throws IOException {
        assertEquals(new ReleaseResponse(), lastAnswer(REQUEST, pdu(Pdu.RELEASE_RQ, 4, 0, 0, 0, 0)));
    }

    @Test
    void peersThatSayNothingOrHalfAPduAreLeft() throws IOException {
        assertNull(lastAnswer());
        assertNull(lastAnswer(Arrays.copyOf(REQUEST, 50)));
        assertInstanceOf(Abort.class, lastAnswer(REQUEST));
        assertInstanceOf(Abort.class, lastAnswer(REQUEST, Arrays.copyOf(pdv(1, 3, new byte[100]), 40)));
    }

    @Test
    void aPeerThatDripsBytesIsLeftAsWell() throws Exception {
        try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(100);
            int sent = 0;
            boolean left = false;
            while (!left && sent < REQUEST.length) {
                try {
                    socket.getOutputStream().write(REQUEST, sent++, 1);
                    left = socket.getInputStream().read() < 0;
                } catch (SocketTimeoutException e) {
                    continue;
                } catch (IOException e) {
                    left = true;
                }
            }
            assertTrue(left, "the server must not wait for all " + REQUEST.length + " bytes");
        }
    }

    /** Drips parts, one each time, until the server has had enough; gives its last PDU, or null if it only closed. */
    private Pdu drip(byte[] first, byte[] part, int times) throws Exception {
        try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(first);
            for (int i = 0; i < times; i++) {
                Thread.sleep(100);
                try {
                    socket.getOutputStream().write(part);
                } catch (IOException e) {
                    break;
                }
            }
            socket.setSoTimeout(1000);
            return lastPdu(socket.getInputStream());
        } catch (SocketTimeoutException e) {
            return fail("the server still waits for more");
        } catch (SocketException e) {
            return null;
        }
    }

    private static byte[] storeCommand() {
        return pdv(3, 3, CommandCodec.encode(Command.request(CommandField.C_STORE_RQ, Memory.CT, 1)
                .put(CommandElement.AFFECTED_SOP_INSTANCE_UID, "1.2").put(CommandElement.COMMAND_DATA_SET_TYPE, 1)));
    }

    @Test
    void aPeerThatDripsTheBytesOfAPduIsLeft() throws Exception {
        drip(join(REQUEST, Arrays.copyOf(pdv(3, 0, new byte[1000]), 12)), new byte[1], 30);
    }

    @Test
    void aPeerThatDripsADataSetInSmallPdusIsLeft() throws Exception {
        drip(join(REQUEST, storeCommand()), pdv(3, 0, new byte[100]), 30);
        assertNull(memory.objects.get("1.2"));
    }

    @Test
    void aPeerThatDripsACommandInSmallPdusIsLeft() throws Exception {
        drip(REQUEST, pdv(1, 1, new byte[2]), 30);
    }

    @Test
    void aSlowPeerThatGetsOnIsWaitedFor() throws Exception {
        byte[] part = pdv(3, 0, new byte[10_000]);
        byte[] end = join(pdv(3, 2, new byte[2]), pdu(Pdu.RELEASE_RQ, 4, 0, 0, 0, 0));
        try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(join(REQUEST, storeCommand()));
            for (int i = 0; i < 20; i++) {
                Thread.sleep(50);
                socket.getOutputStream().write(part);
            }
            socket.getOutputStream().write(end);
            assertEquals(new ReleaseResponse(), lastPdu(socket.getInputStream()));
        }
        assertEquals(200_002, memory.objects.get("1.2").length);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void whatOnlyAnAcceptorSaysIsUnexpectedFromARequestor() throws IOException {
        byte[] accept = REQUEST.clone();
        accept[0] = Pdu.ASSOCIATE_AC;
        byte[] reject = pdu(Pdu.ASSOCIATE_RJ, 4, 0, 1, 1, 1);
        byte[] released = pdu(Pdu.RELEASE_RP, 4, 0, 0, 0, 0);
        for (byte[] wrong : new byte[][] {accept, reject, released}) {
            assertAbort(Abort.UNEXPECTED_PDU, lastAnswer(wrong));
            assertAbort(Abort.UNEXPECTED_PDU, lastAnswer(REQUEST, wrong));
        }
    }

    @Test
    void aStoreOnTheContextOfAnotherClassIsRefusedAndNothingIsKept() throws IOException {
        Command store = Command.request(CommandField.C_STORE_RQ, Memory.CT, 1)
                .put(CommandElement.AFFECTED_SOP_INSTANCE_UID, "1.2").put(CommandElement.COMMAND_DATA_SET_TYPE, 1);
        byte[] release = pdu(Pdu.RELEASE_RQ, 4, 0, 0, 0, 0);
        assertEquals(new ReleaseResponse(),
                lastAnswer(REQUEST, pdv(1, 3, CommandCodec.encode(store)), pdv(1, 2, new byte[8]), release));
        assertNull(memory.objects.get("1.2"));
    }

    @Test
    void anAbortInTheMiddleOfADataSetLeavesNothing() throws IOException {
        assertInstanceOf(AssociateAccept.class,
                lastAnswer(REQUEST, storeCommand(), pdv(3, 0, new byte[8]), pdu(Pdu.ABORT, 4, 0, 0, 0, 0)));
        assertNull(memory.objects.get("1.2"));
    }

    @Test
    void noiseOnThePortNeverHarmsTheServer() throws IOException {
        for (int round = 0; round < 60; round++) {
            try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
                socket.getOutputStream().write(Memory.bytes(1 + round * 37, round));
                socket.shutdownOutput();
                lastPdu(socket.getInputStream());
            } catch (IOException e) {
                assertTrue(e.getMessage() != null, "the server may reset, but no more");
            }
        }
    }

    @Test
    void randomBytesNeverHarmTheServer() throws IOException {
        Random random = new Random(7);
        byte[] echo = pdv(1, 3, CommandCodec.encode(Command.request(CommandField.C_ECHO_RQ, EchoScu.VERIFICATION, 1)));
        for (int round = 0; round < 60; round++) {
            byte[] request = REQUEST.clone();
            byte[] message = echo.clone();
            byte[] hit = round % 2 == 0 ? request : message;
            for (int i = 0; i < 3; i++) {
                hit[random.nextInt(hit.length)] = (byte) random.nextInt(256);
            }
            try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
                socket.getOutputStream().write(request);
                socket.getOutputStream().write(message);
                socket.shutdownOutput();
                lastPdu(socket.getInputStream());
            } catch (IOException e) {
                assertTrue(e.getMessage() != null, "the server may reset, but no more");
            }
        }
    }
}
