package org.dicomseal.dimse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.dicomseal.dimse.pdu.Pdu;
import org.dicomseal.dimse.pdu.PduDecoder;
import org.dicomseal.dimse.pdu.PduEncoder;
import org.dicomseal.dimse.pdu.PduException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Hostile peers' bytes: whatever comes, there is a PDU, a message or an exception of the protocol, and no more memory is taken than the
 * bytes that came account for. An ordinary build runs the seeds in the resources; {@code JAZZER_FUZZ=1 mvn surefire:test@fuzz-seeds
 * -Dtest='WireFuzzTest#anyBodyGivesAPduOrAPduException'} looks for more.
 */
class WireFuzzTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** The readers' fixed buffers, and the test's own. */
    private static final long ALLOWED = 4L << 20;
    private static final long ALLOWED_PER_BYTE = 2000;
    /** The fuzzer instruments classes on this thread as they load: what is read again needs no more of that. */
    private static final int TRIES = 4;

    /** A PDU's type (the first byte) and its body. */
    @FuzzTest(maxDuration = "10m")
    void anyBodyGivesAPduOrAPduException(byte[] data) throws IOException {
        if (data.length > 0) {
            inLittleMemory(data, () -> decodePdu(data));
        }
    }

    /** What comes over a connection once an association is there. */
    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveMessagesOrAnEnd(byte[] data) throws IOException {
        inLittleMemory(data, () -> readMessages(data));
    }

    /** A command set. */
    @FuzzTest(maxDuration = "10m")
    void anyCommandSetGivesACommandOrAnException(byte[] data) throws IOException {
        inLittleMemory(data, () -> decodeCommand(data));
    }

    private interface Reading {
        void read() throws IOException;
    }

    private static void inLittleMemory(byte[] data, Reading reading) throws IOException {
        long allocated = Long.MAX_VALUE;
        long allowed = ALLOWED + data.length * ALLOWED_PER_BYTE;
        for (int i = 0; i < TRIES && allocated > allowed; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            reading.read();
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(allocated <= allowed, allocated + " bytes were allocated for " + data.length);
    }

    private static void decodePdu(byte[] data) {
        try {
            Pdu pdu = PduDecoder.decode(data[0] & 0xFF, Arrays.copyOfRange(data, 1, data.length));
            byte[] again = PduEncoder.encode(pdu);
            assertEquals(pdu.getClass(), PduDecoder.decode(again[0] & 0xFF, Arrays.copyOfRange(again, 6, again.length)).getClass());
        } catch (PduException expected) {
            assertTrue(expected.getMessage() != null);
        }
    }

    private static void readMessages(byte[] data) throws IOException {
        Transport transport = new Transport(new Replay(data), null, LONG);
        MessageReader reader = new MessageReader(new PduReader(transport, LONG, 16 * 1024), new AcceptedContexts(List.of(
                new PresentationContext(1, EchoScu.VERIFICATION, Memory.IMPLICIT, true, false),
                new PresentationContext(3, Memory.CT, Memory.EXPLICIT, true, false)), false));
        try {
            for (Message message = reader.next(LONG); message != null; message = reader.next(LONG)) {
                assertTrue(message.toString() != null && message.command().toString() != null);
                if (message.dataSet() != null) {
                    message.dataSet().transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (PduException | DimseException expected) {
            assertTrue(expected.getMessage() != null);
        } finally {
            transport.close();
        }
    }

    private static void decodeCommand(byte[] data) {
        try {
            Command command = CommandCodec.decode(data);
            assertEquals(command.field(), CommandCodec.decode(CommandCodec.encode(command)).field());
            assertTrue(command.toString() != null && command.sopClass() != null && command.sopInstance() != null);
        } catch (ProtocolException expected) {
            assertTrue(expected.getMessage() != null);
        }
    }

    /** A connection on which these bytes have come, and then the peer's end. */
    private static final class Replay extends Socket {

        private final InputStream in;

        Replay(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public <T> Socket setOption(SocketOption<T> name, T value) {
            return this;
        }
    }
}
