package org.dicomseal.dimse;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LobbyTest {

    private final Lobby lobby = new Lobby(3);

    /** A socket that says where it comes from. */
    private static Socket from(int address) throws UnknownHostException {
        InetAddress peer = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) address});
        return new Socket() {
            @Override
            public InetAddress getInetAddress() {
                return peer;
            }
        };
    }

    @Test
    void nobodyGoesWhileThereIsRoom() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.empty(), lobby.enter(from(1)));
        }
        assertEquals(0, lobby.pushedOut());
    }

    @Test
    void theOldestOfTheAddressWithTheMostGoesFirst() throws Exception {
        Socket honest = from(1);
        Socket first = from(2);
        Socket second = from(2);
        lobby.enter(honest);
        lobby.enter(first);
        lobby.enter(second);
        assertEquals(Optional.of(first), lobby.enter(from(2)));
        assertEquals(Optional.of(second), lobby.enter(from(3)));
        assertTrue(lobby.leave(honest));
        assertEquals(2, lobby.pushedOut());
    }

    @Test
    void whoLeavesMakesRoom() throws Exception {
        List<Socket> three = List.of(from(1), from(1), from(2));
        three.forEach(lobby::enter);
        assertTrue(lobby.leave(three.get(0)));
        assertFalse(lobby.leave(three.get(0)));
        assertEquals(Optional.empty(), lobby.enter(from(2)));
        assertEquals(3, lobby.all().size());
    }
}
