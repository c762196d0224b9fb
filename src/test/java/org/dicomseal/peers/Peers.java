package org.dicomseal.peers;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Real DICOM programs of other makers as test peers. One that isn't installed skips the test, unless the system
 * property peers=required makes it fail.
 */
public final class Peers {

    private static final List<Path> EXTRA = List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin"));

    private Peers() {
    }

    /** Where a program is, or the test is skipped. */
    public static Path find(String program) {
        List<Path> places = new ArrayList<>();
        for (String place : System.getenv().getOrDefault("PATH", "").split(":")) {
            places.add(Path.of(place));
        }
        places.addAll(EXTRA);
        for (Path place : places) {
            Path candidate = place.resolve(program);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        if ("required".equals(System.getProperty("peers"))) {
            fail(program + " is required as a peer, but not installed");
        }
        return abort(program + " is not installed");
    }

    /**
     * A port that is free now, for a peer that can't take one itself. Below the range from which systems give ports to
     * outgoing connections, so that none of those takes it before the peer does.
     */
    public static int freePort() throws IOException {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
                return port;
            } catch (BindException taken) {
                continue; // with another one
            }
        }
        throw new IOException("no free port between 20000 and 32000");
    }

    /** Runs a program to its end, at most a minute, and gives its exit status and output. */
    public static Run run(String program, Object... arguments) throws IOException, InterruptedException {
        return run(Map.of(), program, arguments);
    }

    /** As {@link #run(String, Object...)}, with more in its environment. */
    public static Run run(Map<String, String> environment, String program, Object... arguments)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("peer", ".log");
        Process process = launch(environment, log, program, arguments);
        try {
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            String output = Files.readString(log, StandardCharsets.ISO_8859_1);
            return new Run(ended ? process.exitValue() : -1, ended ? output : output + "\n(did not end)");
        } finally {
            process.destroyForcibly().waitFor();
            Files.deleteIfExists(log);
        }
    }

    /** What a program left behind. */
    public record Run(int status, String output) {
    }

    /** Starts a server program and waits until something listens at the port. */
    public static Daemon start(int port, String program, Object... arguments) throws IOException, InterruptedException {
        return start(Map.of(), port, program, arguments);
    }

    /** As {@link #start(int, String, Object...)}, with more in its environment. */
    public static Daemon start(Map<String, String> environment, int port, String program, Object... arguments)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("peer", ".log");
        Daemon daemon = new Daemon(launch(environment, log, program, arguments), log);
        for (int tries = 0; tries < 600; tries++) {
            if (!daemon.process.isAlive()) {
                break;
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return daemon;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        String output = daemon.output();
        daemon.close();
        throw new IOException(program + " did not start to listen: " + output);
    }

    private static Process launch(Map<String, String> environment, Path log, String program, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(find(program).toString());
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** A running server program, stopped by its own handle. */
    public static final class Daemon implements AutoCloseable {

        private final Process process;
        private final Path log;

        private Daemon(Process process, Path log) {
            this.process = process;
            this.log = log;
        }

        /** What it has printed so far. */
        public String output() throws IOException {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
            Files.deleteIfExists(log);
        }
    }
}
