package org.dicomseal.dimse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A command set (PS3.7 section 6.3 and annex E): the fields of one DIMSE message, any service's. Values are kept
 * as their bytes (Implicit VR Little Endian), so that fields nobody asks for pass through as well.
 * Elements are named by {@link CommandElement}.
 */
public final class Command {

    /** Command Data Set Type that says: no data set follows. Any other value says that one does. */
    public static final int NO_DATA_SET = 0x0101;

    /** Command Data Set Type that we send when a data set follows. */
    public static final int WITH_DATA_SET = 0x0001;

    private final SortedMap<Integer, byte[]> values = new TreeMap<>();

    /** A request's command set; {@code sopClass} is the Affected SOP Class UID. */
    public static Command request(int field, String sopClass, int messageId) {
        return new Command().put(CommandElement.COMMAND_FIELD, field)
                .put(CommandElement.AFFECTED_SOP_CLASS_UID, sopClass)
                .put(CommandElement.MESSAGE_ID, messageId)
                .put(CommandElement.COMMAND_DATA_SET_TYPE, NO_DATA_SET);
    }

    /** The response to a request: message id, SOP class and instance taken over from it. */
    public static Command response(Command request, int status) {
        Command response = new Command().put(CommandElement.COMMAND_FIELD, request.field() | CommandField.RESPONSE)
                .put(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, request.messageId())
                .put(CommandElement.COMMAND_DATA_SET_TYPE, NO_DATA_SET)
                .put(CommandElement.STATUS, status);
        response.copy(request, CommandElement.AFFECTED_SOP_CLASS_UID, CommandElement.AFFECTED_SOP_CLASS_UID);
        response.copy(request, CommandElement.REQUESTED_SOP_CLASS_UID, CommandElement.AFFECTED_SOP_CLASS_UID);
        response.copy(request, CommandElement.AFFECTED_SOP_INSTANCE_UID, CommandElement.AFFECTED_SOP_INSTANCE_UID);
        response.copy(request, CommandElement.REQUESTED_SOP_INSTANCE_UID, CommandElement.AFFECTED_SOP_INSTANCE_UID);
        return response;
    }

    private void copy(Command from, int source, int target) {
        byte[] value = from.values.get(source);
        if (value != null) {
            values.put(target, value);
        }
    }

    /** Sets a US value. */
    public Command put(int element, int value) {
        values.put(element, new byte[] {(byte) value, (byte) (value >>> 8)});
        return this;
    }

    /** Sets a text value (AE, LO or UI), padded to even length. */
    public Command put(int element, String value) {
        boolean uid = switch (element) {
            case CommandElement.AFFECTED_SOP_CLASS_UID, CommandElement.REQUESTED_SOP_CLASS_UID,
                    CommandElement.AFFECTED_SOP_INSTANCE_UID, CommandElement.REQUESTED_SOP_INSTANCE_UID -> true;
            default -> false;
        };
        byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
        byte[] padded = Arrays.copyOf(text, text.length + text.length % 2);
        if (padded.length > text.length && !uid) {
            padded[text.length] = ' ';
        }
        return put(element, padded);
    }

    /** Sets a value's bytes as they go on the wire. */
    public Command put(int element, byte[] value) {
        values.put(element, value.clone());
        return this;
    }

    /** All values by element number, in order. */
    public SortedMap<Integer, byte[]> values() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** A US value, or empty if it is absent or not two bytes long. */
    public OptionalInt integer(int element) {
        byte[] value = values.get(element);
        if (value == null || value.length < 2) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(value[0] & 0xFF | (value[1] & 0xFF) << 8);
    }

    /** A text value without padding; empty if absent. */
    public String text(int element) {
        byte[] value = values.getOrDefault(element, new byte[0]);
        int end = value.length;
        while (end > 0 && (value[end - 1] == 0 || value[end - 1] == ' ')) {
            end--;
        }
        return new String(value, 0, end, StandardCharsets.ISO_8859_1).stripLeading();
    }

    /** Command Field; see {@link CommandField}. 0 if absent, which decoding refuses. */
    public int field() {
        return integer(CommandElement.COMMAND_FIELD).orElse(0);
    }

    /** Message ID of a request; 0 if absent. */
    public int messageId() {
        return integer(CommandElement.MESSAGE_ID).orElse(0);
    }

    /** Message ID Being Responded To, of a response or a C-CANCEL; -1 if absent. */
    public int respondsTo() {
        return integer(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO).orElse(-1);
    }

    /** Status of a response; see {@link Status}. -1 if absent. */
    public int status() {
        return integer(CommandElement.STATUS).orElse(-1);
    }

    /** The SOP class that the message is about, affected or requested. */
    public String sopClass() {
        String affected = text(CommandElement.AFFECTED_SOP_CLASS_UID);
        return affected.isEmpty() ? text(CommandElement.REQUESTED_SOP_CLASS_UID) : affected;
    }

    /** The SOP instance that the message is about, affected or requested. */
    public String sopInstance() {
        String affected = text(CommandElement.AFFECTED_SOP_INSTANCE_UID);
        return affected.isEmpty() ? text(CommandElement.REQUESTED_SOP_INSTANCE_UID) : affected;
    }

    /** Whether a data set follows the command. */
    public boolean hasDataSet() {
        return integer(CommandElement.COMMAND_DATA_SET_TYPE).orElse(NO_DATA_SET) != NO_DATA_SET;
    }

    /** Whether this is a response. */
    public boolean isResponse() {
        return CommandField.isResponse(field());
    }

    @Override
    public String toString() {
        return CommandField.name(field()) + (isResponse() ? String.format(" 0x%04X", status()) : " #" + messageId());
    }
}
