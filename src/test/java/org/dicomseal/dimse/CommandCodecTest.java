package org.dicomseal.dimse;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommandCodecTest {

    private static Command store() {
        return Command.request(CommandField.C_STORE_RQ, Memory.CT, 0xFFFE)
                .put(CommandElement.PRIORITY, 2)
                .put(CommandElement.AFFECTED_SOP_INSTANCE_UID, "1.2.3")
                .put(CommandElement.MOVE_ORIGINATOR_AE_TITLE, "VIEWER")
                .put(CommandElement.MOVE_ORIGINATOR_MESSAGE_ID, 7);
    }

    @Test
    void fieldsSurviveTheRoundTrip() throws ProtocolException {
        Command decoded = CommandCodec.decode(CommandCodec.encode(store()));
        assertEquals(CommandField.C_STORE_RQ, decoded.field());
        assertEquals(0xFFFE, decoded.messageId());
        assertEquals(Memory.CT, decoded.sopClass());
        assertEquals("1.2.3", decoded.sopInstance());
        assertEquals("VIEWER", decoded.text(CommandElement.MOVE_ORIGINATOR_AE_TITLE));
        assertEquals(7, decoded.integer(CommandElement.MOVE_ORIGINATOR_MESSAGE_ID).orElseThrow());
        assertFalse(decoded.hasDataSet());
    }

    @Test
    void theGroupLengthCountsTheRest() {
        byte[] bytes = CommandCodec.encode(store());
        assertArrayEquals(new byte[] {0, 0, 0, 0, 4, 0, 0, 0}, Arrays.copyOf(bytes, 8));
        assertEquals(bytes.length - 12, bytes[8] & 0xFF | (bytes[9] & 0xFF) << 8);
    }

    @Test
    void uidsArePaddedWithNulAndTitlesWithSpace() {
        Command command = new Command().put(CommandElement.AFFECTED_SOP_INSTANCE_UID, "1.2.3")
                .put(CommandElement.MOVE_DESTINATION, "ABC");
        assertEquals(0, command.values().get(CommandElement.AFFECTED_SOP_INSTANCE_UID)[5]);
        assertEquals(' ', command.values().get(CommandElement.MOVE_DESTINATION)[3]);
    }

    @Test
    void aResponseTakesOverWhatTheRequestWasAbout() {
        Command response = Command.response(store(), Status.SUCCESS);
        assertEquals(CommandField.C_STORE_RSP, response.field());
        assertEquals(0xFFFE, response.respondsTo());
        assertEquals("1.2.3", response.sopInstance());
        Command action = Command.response(new Command().put(CommandElement.COMMAND_FIELD, CommandField.N_ACTION_RQ)
                .put(CommandElement.REQUESTED_SOP_CLASS_UID, "1.2").put(CommandElement.REQUESTED_SOP_INSTANCE_UID, "1.3"), 0);
        assertEquals("1.2", action.text(CommandElement.AFFECTED_SOP_CLASS_UID));
        assertEquals("1.3", action.text(CommandElement.AFFECTED_SOP_INSTANCE_UID));
    }

    @Test
    void whatEveryMessageNeedsIsDemanded() {
        Command noField = new Command().put(CommandElement.MESSAGE_ID, 1).put(CommandElement.COMMAND_DATA_SET_TYPE, 0x0101);
        Command noId = new Command().put(CommandElement.COMMAND_FIELD, CommandField.C_ECHO_RQ)
                .put(CommandElement.COMMAND_DATA_SET_TYPE, 0x0101);
        Command noStatus = new Command().put(CommandElement.COMMAND_FIELD, CommandField.C_ECHO_RSP)
                .put(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, 1).put(CommandElement.COMMAND_DATA_SET_TYPE, 0x0101);
        Command noType = new Command().put(CommandElement.COMMAND_FIELD, CommandField.C_ECHO_RQ).put(CommandElement.MESSAGE_ID, 1);
        for (Command command : new Command[] {noField, noId, noStatus, noType}) {
            assertThrows(ProtocolException.class, () -> CommandCodec.decode(CommandCodec.encode(command)));
        }
    }

    @Test
    void elementsOfOtherGroupsAreRefused() {
        byte[] bytes = CommandCodec.encode(store());
        bytes[12] = 8;
        assertThrows(ProtocolException.class, () -> CommandCodec.decode(bytes));
    }

    @Test
    void anyMutationOrCutIsDecodedOrRefused() {
        Random random = new Random(2);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = CommandCodec.encode(store());
            if (round % 2 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            } else {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertNotNull(CommandCodec.decode(bytes));
            } catch (ProtocolException e) {
                refused++;
            }
        }
        assertTrue(refused > 5_000, "most cuts must be refused, but only " + refused + " were");
    }
}
