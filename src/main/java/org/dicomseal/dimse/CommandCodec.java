package org.dicomseal.dimse;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import org.dicomseal.dimse.pdu.Abort;

/** Command sets to bytes and back: always Implicit VR Little Endian, whatever was negotiated (PS3.7 section 6.3.1). */
final class CommandCodec {

    /** The most bytes that a command set may have; real ones have a few hundred. */
    static final int MAX_LENGTH = 64 * 1024;

    private static final int HEADER = 8;

    private CommandCodec() {
    }

    static byte[] encode(Command command) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<Integer, byte[]> element : command.values().entrySet()) {
            if (element.getKey() != CommandElement.GROUP_LENGTH) {
                element(body, element.getKey(), element.getValue());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] length = new byte[4];
        u32(length, body.size());
        element(out, CommandElement.GROUP_LENGTH, length);
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    private static void element(ByteArrayOutputStream out, int element, byte[] value) {
        byte[] header = new byte[HEADER];
        header[2] = (byte) element;
        header[3] = (byte) (element >>> 8);
        byte[] length = new byte[4];
        u32(length, value.length);
        System.arraycopy(length, 0, header, 4, 4);
        out.writeBytes(header);
        out.writeBytes(value);
    }

    private static void u32(byte[] target, int value) {
        for (int i = 0; i < 4; i++) {
            target[i] = (byte) (value >>> 8 * i);
        }
    }

    /**
     * Decodes a peer's command set.
     *
     * @throws ProtocolException if it isn't one, or lacks its command field, message id or status
     */
    static Command decode(byte[] bytes) throws ProtocolException {
        Command command = new Command();
        int position = 0;
        while (position < bytes.length) {
            if (bytes.length - position < HEADER) {
                throw invalid("command set ends within an element's header at byte " + position);
            }
            int group = u16(bytes, position);
            int element = u16(bytes, position + 2);
            long length = u16(bytes, position + 4) | (long) u16(bytes, position + 6) << 16;
            position += HEADER;
            if (group != 0) {
                throw invalid(String.format("command set holds (%04X,%04X) at byte %d", group, element, position - HEADER));
            }
            if (length > bytes.length - position) {
                throw invalid(String.format("(0000,%04X) says it is %d bytes long, but %d bytes are left",
                        element, length, bytes.length - position));
            }
            command.put(element, Arrays.copyOfRange(bytes, position, position + (int) length));
            position += (int) length;
        }
        return checked(command);
    }

    private static Command checked(Command command) throws ProtocolException {
        if (command.integer(CommandElement.COMMAND_FIELD).isEmpty()) {
            throw invalid("command set has no Command Field (0000,0100)");
        }
        if (command.integer(CommandElement.COMMAND_DATA_SET_TYPE).isEmpty()) {
            throw invalid(command + " has no Command Data Set Type (0000,0800)");
        }
        boolean answers = command.isResponse() || command.field() == CommandField.C_CANCEL_RQ;
        int id = answers ? CommandElement.MESSAGE_ID_BEING_RESPONDED_TO : CommandElement.MESSAGE_ID;
        if (command.integer(id).isEmpty()) {
            throw invalid(String.format("%s has no (0000,%04X)", command, id));
        }
        if (command.isResponse() && command.integer(CommandElement.STATUS).isEmpty()) {
            throw invalid(command + " has no Status (0000,0900)");
        }
        return command;
    }

    private static int u16(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    private static ProtocolException invalid(String message) {
        return new ProtocolException(Abort.INVALID_PARAMETER_VALUE, message);
    }
}
