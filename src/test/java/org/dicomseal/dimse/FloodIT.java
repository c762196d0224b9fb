package org.dicomseal.dimse;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Thousands of connections that never ask for an association: the server stays small, and who asks for one gets it. */
@Timeout(180)
class FloodIT {

    private static final int FLOOD = 10_000;
    /** Below this many the system's limits, and not the server's, would be what is tried. */
    private static final int ENOUGH = 2000;
    private static final int THREADS = 400;

    private final Memory memory = new Memory();
    private final List<Socket> flood = new ArrayList<>();
    private DimseServer server;

    @BeforeEach
    void start() throws IOException {
        server = DimseServer.start(ServerOptions.at(Memory.loopback()).withMaxAssociations(4, 4), memory,
                new DimseServices().onStore(memory));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : flood) {
            socket.close();
        }
        server.close();
    }

    @Test
    void tenThousandHalfOpenConnectionsKeepNoSenderOut() throws Exception {
        int opened = 0;
        for (; opened < FLOOD && open(); opened++) {
            if (opened % 1000 == 999) {
                store("1.2." + opened);
            }
        }
        System.out.println("half-open connections: " + opened);
        assumeTrue(opened >= ENOUGH, "the system gave only " + opened + " connections");
        store("1.2.3");
        long threads = Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("dimse-")).count();
        assertTrue(threads < THREADS, threads + " threads");
    }

    /** False where the system's limit of open files is reached. */
    private boolean open() {
        try {
            flood.add(new Socket(server.address().getAddress(), server.address().getPort()));
            return true;
        } catch (IOException e) {
            // the last ones make room for what the test itself needs
            for (int i = 0; i < 50 && !flood.isEmpty(); i++) {
                close(flood.remove(flood.size() - 1));
            }
            return false;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void store(String instance) throws IOException {
        byte[] bytes = Memory.bytes(50_000, 1);
        try (Association association = Association.open(server.address(), Memory.proposal(), NetworkOptions.DEFAULTS, null)) {
            Outcome outcome = new StoreScu(association).store(new StoreRequest(Memory.CT, instance, Memory.EXPLICIT), ObjectWriter.of(bytes));
            assertEquals(Outcome.SUCCESS, outcome);
        }
        assertArrayEquals(bytes, memory.objects.get(instance));
    }

    @Test
    void associationsThatAreThereOutliveTheFlood() throws Exception {
        try (Association association = Association.open(server.address(), Memory.proposal(), NetworkOptions.DEFAULTS, null)) {
            for (int i = 0; i < ENOUGH && open(); i++) {
                continue;
            }
            assertEquals(Outcome.SUCCESS, new EchoScu(association).echo());
        }
    }
}
