package org.dicomseal.dimse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.dicomseal.dimse.pdu.Abort;
import org.dicomseal.dimse.pdu.Pdu;
import org.dicomseal.dimse.pdu.PduException;

/**
 * Puts DIMSE messages together from PDVs (PS3.8 annex E), for one thread. A peer that breaks the order of PDUs or
 * PDVs is told by a {@link PduException}, which the association turns into an A-ABORT.
 */
final class MessageReader {

    private final PduReader pdus;
    private final AcceptedContexts contexts;
    private DataSetInput dataSet;

    MessageReader(PduReader pdus, AcceptedContexts contexts) {
        this.pdus = pdus;
        this.contexts = contexts;
    }

    /**
     * The next message, after skipping what is left of the one before.
     *
     * @param limit for its first byte
     * @return null if the peer asks for release instead
     */
    Message next(Duration limit) throws IOException {
        skipRest();
        if (!nextPdv(limit, false)) {
            return null;
        }
        pdus.beginMessage();
        PresentationContext context = contexts.get(pdus.contextId());
        if (context == null) {
            throw new PduException(Abort.INVALID_PARAMETER_VALUE,
                    "PDV on presentation context " + pdus.contextId() + ", which was not accepted");
        }
        Command command = CommandCodec.decode(commandBytes(context));
        if (command.hasDataSet()) {
            dataSet = new DataSetInput(context);
        }
        return new Message(context, command, dataSet);
    }

    /** Whether something of the next message has come. */
    boolean hasMore() throws IOException {
        skipRest();
        return pdus.hasMore();
    }

    /** Whether a message has begun whose data set was not read to its end. */
    boolean isWithinMessage() {
        return dataSet != null && !dataSet.ended;
    }

    /** Reads and drops everything until the peer confirms the release, or is gone. */
    void awaitRelease(Duration limit, ReleaseCollision collision) throws IOException {
        byte[] dropped = new byte[8192];
        while (true) {
            while (pdus.nextPdv()) {
                while (pdus.pdvHasMore()) {
                    pdus.read(dropped, 0, dropped.length);
                }
            }
            int type = pdus.nextPdu("A-RELEASE-RP", limit);
            switch (type) {
                case -1 -> {
                    return;
                }
                case Pdu.P_DATA_TF -> pdus.beginData();
                case Pdu.RELEASE_RQ -> {
                    pdus.body(type);
                    collision.answer();
                }
                case Pdu.RELEASE_RP -> {
                    pdus.body(type);
                    return;
                }
                default -> throw unexpected(type);
            }
        }
    }

    /** Both sides have asked for release at the same time (PS3.8 section 7.2.2.4). */
    interface ReleaseCollision {
        void answer() throws IOException;
    }

    private byte[] commandBytes(PresentationContext context) throws IOException {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        byte[] chunk = new byte[1024];
        while (true) {
            if (!pdus.isCommand() || pdus.contextId() != context.id()) {
                throw new PduException(Abort.UNEXPECTED_PARAMETER, "a data set PDV, or another context's, within a command set");
            }
            while (pdus.pdvHasMore()) {
                command.write(chunk, 0, pdus.read(chunk, 0, chunk.length));
                if (command.size() > CommandCodec.MAX_LENGTH) {
                    throw new PduException(Abort.INVALID_PARAMETER_VALUE,
                            "command set of more than " + CommandCodec.MAX_LENGTH + " bytes");
                }
            }
            if (pdus.isLast()) {
                return command.toByteArray();
            }
            nextPdv(null, true);
        }
    }

    private boolean nextPdv(Duration limit, boolean within) throws IOException {
        while (!pdus.nextPdv()) {
            int type = within ? pdus.nextPduOfMessage() : pdus.nextPdu("DIMSE message", limit);
            switch (type) {
                case -1 -> throw new AssociationAbortedException("the peer closed the connection without a release");
                case Pdu.P_DATA_TF -> pdus.beginData();
                case Pdu.RELEASE_RQ -> {
                    if (within) {
                        throw unexpected(type);
                    }
                    pdus.body(type);
                    return false;
                }
                default -> throw unexpected(type);
            }
        }
        return true;
    }

    /** What an A-ABORT means, or another PDU that has no place here. */
    private IOException unexpected(int type) throws IOException {
        Pdu pdu = type == Pdu.RELEASE_RQ ? null : pdus.body(type);
        if (pdu instanceof Abort abort) {
            return new AssociationAbortedException(
                    "aborted by the peer's " + abort.sourceName() + ": " + abort.reasonName());
        }
        return new PduException(Abort.UNEXPECTED_PDU, String.format("PDU of type 0x%02X has no place here", type));
    }

    private void skipRest() throws IOException {
        if (dataSet != null) {
            dataSet.skipRest();
            dataSet = null;
        }
    }

    /** The data set's bytes as they arrive. */
    private final class DataSetInput extends InputStream {

        private final PresentationContext context;
        private boolean begun;
        private boolean ended;

        DataSetInput(PresentationContext context) {
            this.context = context;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            while (!ended) {
                if (begun && pdus.pdvHasMore()) {
                    return pdus.read(target, offset, count);
                }
                step();
            }
            return -1;
        }

        private void step() throws IOException {
            if (begun && pdus.isLast()) {
                ended = true;
                return;
            }
            nextPdv(null, true);
            begun = true;
            if (pdus.isCommand() || pdus.contextId() != context.id()) {
                throw new PduException(Abort.UNEXPECTED_PARAMETER, "a command PDV, or another context's, within a data set");
            }
        }

        void skipRest() throws IOException {
            byte[] dropped = new byte[8192];
            while (read(dropped, 0, dropped.length) >= 0) {
                continue;
            }
        }
    }
}
