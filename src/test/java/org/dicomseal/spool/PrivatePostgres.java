package org.dicomseal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dicomseal.peers.Peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A PostgreSQL cluster of a test's own, on loopback, in a temporary folder, gone when it is closed. */
final class PrivatePostgres implements AutoCloseable {

    private final Path data;
    private final int port;

    private PrivatePostgres(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /** Starts one, or skips the test where PostgreSQL is not installed. */
    static PrivatePostgres start() throws IOException, InterruptedException {
        Path initdb = Peers.find("initdb");
        Path pgCtl = Peers.find("pg_ctl");
        Path folder = Files.createTempDirectory("pg");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        PrivatePostgres postgres = new PrivatePostgres(folder.resolve("data"), Peers.freePort());
        run(initdb, "-D", postgres.data, "-U", "spool", "-A", "trust", "-E", "UTF8", "--no-sync");
        run(pgCtl, "-D", postgres.data, "-w", "-l", folder.resolve("log"), "-o",
                "-c listen_addresses=127.0.0.1 -c port=" + postgres.port + " -c unix_socket_directories='' -c fsync=off", "start");
        return postgres;
    }

    TaskStore store(String nodeName) {
        return new TaskStore.Shared("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "spool", "", nodeName);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(Peers.find("pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop");
        try (Stream<Path> files = Files.walk(data.getParent())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** PostgreSQL does not run as root: its own user does it then. */
    private static void run(Path program, Object... arguments) throws IOException, InterruptedException {
        List<Object> all = new ArrayList<>();
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            all.addAll(List.of("-u", "postgres", "--", program));
        }
        all.addAll(List.of(arguments));
        Peers.Run run = Peers.run(root ? "runuser" : program.toString(), all.toArray());
        assertEquals(0, run.status(), run::output);
    }
}
