package org.dicomseal.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dicomseal.cli.DicomSeal;

/** The node as its user runs it, {@code node --conf FILE}, in a process of its own that can be killed. */
final class NodeProcess implements AutoCloseable {

    static final String PASSWORD = "a soak test's password";

    private static final long PATIENCE_SECONDS = 600;
    /** In what jcmd says of a heap of the collector G1. */
    private static final Pattern USED = Pattern.compile("garbage-first heap.* used (\\d+)K");

    private final Process process;
    private final Path log;
    private final Thread atExit;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts one; it may not listen yet when this returns.
     *
     * @param prefix  what the command line begins with, such as a program that changes the process's limits; mostly nothing
     * @param options of the virtual machine
     * @param log     gets all that it prints
     */
    static NodeProcess start(List<String> prefix, List<String> options, Path configuration, Path log) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), DicomSeal.class.getName(), "node", "--conf",
                configuration.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("DICOMSEAL_PASSWORD", PASSWORD);
        return new NodeProcess(builder.start(), log);
    }

    /** Waits until it takes associations. */
    void awaitListening() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!output().contains("listening at")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("the node does not listen: " + output());
            }
            Thread.sleep(5);
        }
    }

    /** SIGKILL, and waits until the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        forget();
    }

    /** SIGTERM, and waits until it has stopped by itself. */
    int stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the node does not stop: " + output());
        }
        forget();
        return process.exitValue();
    }

    /** Waits for the end of a node that cannot start, and gives its exit status. */
    int awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the node does not end: " + output());
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Bytes of its heap (-XX:+UseG1GC) that are in use after a full collection. */
    long usedHeap() throws IOException, InterruptedException {
        diagnose("GC.run");
        String answer = diagnose("GC.heap_info");
        Matcher used = USED.matcher(answer);
        if (!used.find()) {
            throw new IOException("no heap of G1: " + answer);
        }
        return Long.parseLong(used.group(1)) << 10;
    }

    private String diagnose(String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process diagnosis = new ProcessBuilder(jcmd, String.valueOf(pid()), command).redirectErrorStream(true).start();
        String answer = new String(diagnosis.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (diagnosis.waitFor() != 0) {
            throw new IOException(answer);
        }
        return answer;
    }

    String output() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    private void forget() {
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            kill();
        }
    }
}
