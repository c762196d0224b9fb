package org.dicomseal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The object files of a spool. A file is {@code ID.part} while it is written and {@code ID.obj} once it is whole. It holds
 * the object's bytes, then its note, then the note's length (4 bytes) and {@link #MAGIC}.
 */
final class SpoolFiles {

    private static final byte[] MAGIC = {'D', 'S', 'S', 'P', 'O', 'O', 'L', '1'};
    private static final int FOOTER = Integer.BYTES + MAGIC.length;
    private static final int MAX_NOTE = 1 << 20;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{12}-[0-9a-f]{16}");

    private final Path folder;
    private final Vault vault;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong lastId = new AtomicLong();

    SpoolFiles(Path folder, Vault vault, Clock clock) throws IOException {
        this.folder = folder;
        this.vault = vault;
        this.clock = clock;
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /** A fresh id: 48 bits of milliseconds, each given once here, so that ids sort by time, and 64 random bits. */
    String newId() {
        byte[] tail = new byte[8];
        random.nextBytes(tail);
        long millis = lastId.updateAndGet(last -> Math.max(last + 1, clock.millis()));
        return String.format("%012x-%s", millis & 0xffff_ffff_ffffL, HexFormat.of().formatHex(tail));
    }

    /** When an id was given. */
    static Instant timeOf(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id, 0, 12, 16));
    }

    Path partFile(String id) {
        return folder.resolve(id + ".part");
    }

    Path objectFile(String id) {
        return folder.resolve(id + ".obj");
    }

    Vault.Writer create(String id) throws IOException {
        return vault.create(partFile(id));
    }

    /** Ends the file with its note and returns once its bytes are on the disk; its name is not yet final. */
    static void finish(Vault.Writer writer, Note note) throws IOException {
        byte[] lines = Lines.write(NoteLines.toMap(note));
        writer.write(lines);
        writer.write(ByteBuffer.allocate(FOOTER).putInt(lines.length).put(MAGIC).array());
        writer.finish();
    }

    void rename(String id) throws IOException {
        Files.move(partFile(id), objectFile(id), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes the renames so far survive a power cut. */
    void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    boolean exists(String id) {
        return Files.exists(objectFile(id));
    }

    /** Bytes on disk, or 0 if it is gone. */
    long diskSize(String id) {
        try {
            return Files.size(objectFile(id));
        } catch (IOException e) {
            return 0;
        }
    }

    boolean delete(String id) throws IOException {
        return vault.delete(objectFile(id));
    }

    void discardPart(String id) throws IOException {
        vault.delete(partFile(id));
    }

    /** Ids of all whole objects, in no order. */
    List<String> ids() throws IOException {
        return idsEnding(".obj");
    }

    /** Ids of files whose writing never came to its end. */
    List<String> partIds() throws IOException {
        return idsEnding(".part");
    }

    private List<String> idsEnding(String suffix) throws IOException {
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + suffix)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String id = name.substring(0, name.length() - suffix.length());
                if (ID.matcher(id).matches()) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    /**
     * Opens an object and reads its note.
     *
     * @throws NoSuchFileException       if it is gone
     * @throws CorruptSpoolFileException if it is not what was written
     */
    OpenFile open(String id) throws IOException {
        Vault.Reader reader = vault.open(objectFile(id));
        try {
            byte[] footer = readAt(reader, reader.size() - FOOTER, FOOTER);
            ByteBuffer parsed = ByteBuffer.wrap(footer);
            int noteLength = parsed.getInt();
            long size = reader.size() - FOOTER - noteLength;
            if (!parsed.equals(ByteBuffer.wrap(MAGIC)) || noteLength < 0 || noteLength > MAX_NOTE || size < 0) {
                throw new CorruptSpoolFileException("the file does not end as a spool file");
            }
            return new OpenFile(reader, NoteLines.fromMap(Lines.read(readAt(reader, size, noteLength))), size);
        } catch (IllegalArgumentException e) {
            reader.close();
            throw new CorruptSpoolFileException("the file's note is not readable", e);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static byte[] readAt(Vault.Reader reader, long position, int length) throws IOException {
        if (position < 0) {
            throw new CorruptSpoolFileException("the file is too short");
        }
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int n = reader.read(position + done, bytes, done, length - done);
            if (n <= 0) {
                throw new CorruptSpoolFileException("the file ends early");
            }
            done += n;
        }
        return bytes;
    }

    /** An open object file; {@code size} counts the object's own bytes. */
    record OpenFile(Vault.Reader reader, Note note, long size) {
    }
}
