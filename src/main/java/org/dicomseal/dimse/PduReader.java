package org.dicomseal.dimse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.dicomseal.dimse.pdu.Abort;
import org.dicomseal.dimse.pdu.Pdu;
import org.dicomseal.dimse.pdu.PduDecoder;
import org.dicomseal.dimse.pdu.PduException;

/**
 * Reads PDUs, and the presentation data values (PDV) within P-DATA-TF as a stream, from a transport. The time spent
 * waiting for the bytes of one PDU is limited as a whole, not for each read; so is the time for each 16 KiB of a message.
 */
final class PduReader {

    /** What java.net reads in one call at most; a PDU as we announce it fits. */
    private static final int BUFFER = 128 * 1024;
    private static final int PDV_HEADER = 6;
    /** What must come of a message within the time of one PDU: small PDUs, one by one, would keep us busy for ever. */
    private static final int PROGRESS = 16 * 1024;

    private final Transport transport;
    private final Duration pduLimit;
    private final long maxDataPdu;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;

    private String waitingFor;
    private Duration limit;
    private long nanosLeft;
    private boolean withinMessage;
    private long progressNanosLeft;
    private int progress;

    private long pduLeft;
    private int pdvLeft;
    private int contextId;
    private int pdvFlags;

    /**
     * @param pduLimit for the rest of a PDU that has begun
     * @param maxPduReceived what we announced; more is tolerated, see {@link NetworkOptions#MAX_PDU_TOLERATED}
     */
    PduReader(Transport transport, Duration pduLimit, int maxPduReceived) {
        this.transport = transport;
        this.pduLimit = pduLimit;
        this.maxDataPdu = Math.max(maxPduReceived, NetworkOptions.MAX_PDU_TOLERATED);
    }

    /**
     * Reads the next PDU's header.
     *
     * @param firstWait for its first byte
     * @return its type, or -1 if the peer closed the connection before it
     */
    int nextPdu(String what, Duration firstWait) throws IOException {
        withinMessage = false;
        return header(what, firstWait);
    }

    private int header(String what, Duration firstWait) throws IOException {
        wait(what, firstWait);
        if (position == end && !fill()) {
            return -1;
        }
        wait("rest of a PDU", firstWait.compareTo(pduLimit) > 0 ? pduLimit : firstWait);
        int type = u8();
        u8();
        pduLeft = u32();
        return type;
    }

    /** Whether bytes have come that were not read yet. */
    boolean hasMore() throws IOException {
        return position < end || transport.isReadable();
    }

    /** A message begins with the current PDU, and ends before the one that {@link #nextPdu} reads. */
    void beginMessage() {
        withinMessage = true;
        renewProgress();
    }

    private void renewProgress() {
        progress = 0;
        progressNanosLeft = pduLimit.toNanos();
    }

    /** Reads the header of a PDU that goes on with a message. */
    int nextPduOfMessage() throws IOException {
        return header("rest of a message", pduLimit);
    }

    /** Reads the rest of a PDU that isn't P-DATA-TF. */
    Pdu body(int type) throws IOException {
        boolean association = type == Pdu.ASSOCIATE_RQ || type == Pdu.ASSOCIATE_AC;
        if (type < Pdu.ASSOCIATE_RQ || type > Pdu.ABORT) {
            throw new PduException(Abort.UNRECOGNIZED_PDU, String.format("unrecognized PDU type 0x%02X", type));
        }
        if (association ? pduLeft > Pdu.MAX_ASSOCIATION_PDU : pduLeft != 4) {
            throw new PduException(Abort.INVALID_PARAMETER_VALUE,
                    String.format("PDU of type 0x%02X says it is %d bytes long", type, pduLeft));
        }
        // grows with the bytes that really come, not by the length that the peer claims
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (pduLeft > 0) {
            need();
            int count = (int) Math.min(pduLeft, end - position);
            bytes.write(buffer, position, count);
            position += count;
            pduLeft -= count;
        }
        return PduDecoder.decode(type, bytes.toByteArray());
    }

    /** Checks the length of a P-DATA-TF whose header was just read. */
    void beginData() throws PduException {
        if (pduLeft > maxDataPdu || pduLeft < PDV_HEADER) {
            throw new PduException(Abort.INVALID_PARAMETER_VALUE, "P-DATA-TF says it is " + pduLeft + " bytes long");
        }
    }

    /** Steps to the next PDV of the current P-DATA-TF; false if it has no more. */
    boolean nextPdv() throws IOException {
        if (pduLeft == 0) {
            return false;
        }
        if (pduLeft < PDV_HEADER) {
            throw new PduException(Abort.INVALID_PARAMETER_VALUE, "P-DATA-TF ends within the header of a PDV");
        }
        long length = u32();
        if (length < 2 || length > pduLeft - 4) {
            throw new PduException(Abort.INVALID_PARAMETER_VALUE,
                    "PDV says it is " + length + " bytes long, with " + (pduLeft - 4) + " bytes left in its PDU");
        }
        contextId = u8();
        pdvFlags = u8();
        pdvLeft = (int) length - 2;
        pduLeft -= 4 + length;
        return true;
    }

    /** Whether the current PDV has unread bytes. */
    boolean pdvHasMore() {
        return pdvLeft > 0;
    }

    int contextId() {
        return contextId;
    }

    boolean isCommand() {
        return (pdvFlags & 1) != 0;
    }

    boolean isLast() {
        return (pdvFlags & 2) != 0;
    }

    /** Reads from the current PDV, which has more. */
    int read(byte[] target, int offset, int count) throws IOException {
        need();
        int taken = Math.min(Math.min(count, pdvLeft), end - position);
        System.arraycopy(buffer, position, target, offset, taken);
        position += taken;
        pdvLeft -= taken;
        return taken;
    }

    private void wait(String what, Duration newLimit) {
        waitingFor = what;
        limit = newLimit;
        nanosLeft = newLimit.toNanos();
    }

    private int u8() throws IOException {
        need();
        return buffer[position++] & 0xFF;
    }

    private long u32() throws IOException {
        return (long) u8() << 24 | u8() << 16 | u8() << 8 | u8();
    }

    private void need() throws IOException {
        if (position == end && !fill()) {
            throw new AssociationAbortedException("the peer closed the connection within a PDU");
        }
    }

    private boolean fill() throws IOException {
        long start = System.nanoTime();
        int count = transport.read(buffer, waitingFor, limit, withinMessage ? Math.min(nanosLeft, progressNanosLeft) : nanosLeft);
        long waited = System.nanoTime() - start;
        nanosLeft -= waited;
        progressNanosLeft -= waited;
        progress += Math.max(count, 0);
        if (progress >= PROGRESS) {
            renewProgress();
        }
        position = 0;
        end = Math.max(count, 0);
        return count > 0;
    }
}
