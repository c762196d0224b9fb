package org.dicomseal.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/**
 * The trail on disk: one message a line, for its owner's eyes only, synced before it counts as written. A full file gets the
 * time into its name and another one is begun; nothing is ever deleted here.
 */
final class AuditFile implements Closeable {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

    private final Path file;
    private final long maxBytes;
    private FileChannel channel;

    AuditFile(Path file, long maxBytes) {
        this.file = file.toAbsolutePath();
        this.maxBytes = maxBytes;
    }

    /** Returns when all lines are on the disk. After a failure the next call begins anew, on a line of its own. */
    void append(List<String> lines) throws IOException {
        try {
            if (channel == null) {
                open();
            } else if (channel.size() >= maxBytes) {
                turn();
            }
            ByteBuffer bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Opens it, so that what is wrong with it shows at the start. */
    void open() throws IOException {
        Files.createDirectories(file.getParent());
        Set<StandardOpenOption> append = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        channel = FileChannel.open(file, append, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        endTornLine();
    }

    /** A line that a crash or a full disk has torn stays, and what follows does not go on in it. */
    private void endTornLine() throws IOException {
        long size = channel.size();
        if (size == 0) {
            return;
        }
        try (FileChannel reading = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            reading.read(last, size - 1);
            if (last.get(0) != '\n') {
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
            }
        }
    }

    private void turn() throws IOException {
        channel.close();
        channel = null;
        Path aside = file.resolveSibling(file.getFileName() + "." + STAMP.format(Instant.now()));
        Files.move(file, aside);
        open();
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // What was synced is there; the rest was never said to be.
        } finally {
            channel = null;
        }
    }
}
