package org.dicomseal.dcm4che;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sealed objects as PS3.10 files in one folder, which belongs to one process. Files have numbers for names, so that no peer chooses one,
 * and an index in memory, built from the files at start.
 */
public final class FolderStore implements SealedStore {

    private static final Logger LOG = LoggerFactory.getLogger(FolderStore.class);
    private static final String SUFFIX = ".dcm";
    private static final String UNFINISHED = ".part";
    private static final int BUFFER = 1 << 16;

    /** What identifies an object lies before this tag. */
    private static final int AFTER_IDENTITY = Tag.of(0x0021, 0);

    private final Path folder;
    private final Map<String, StoredFile> newest = new LinkedHashMap<>();
    private long lastNumber;

    /** Makes the folder where it is missing, and removes what a crash left unfinished in it. */
    public FolderStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.sorted().toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(UNFINISHED)) {
                Files.delete(file);
            } else if (file.toString().endsWith(SUFFIX)) {
                know(file);
            }
        }
    }

    private void know(Path file) {
        String name = file.getFileName().toString();
        try {
            lastNumber = Math.max(lastNumber, Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
            try (DicomFile header = DicomFile.open(file, ReadOptions.defaults().forgettingItems().stoppingBefore(AFTER_IDENTITY))) {
                know(new StoredFile(file, Identity.of(header.dataSet())));
            }
        } catch (IOException | NumberFormatException e) {
            LOG.warn("{} is not one of the stored objects: {}", name, e.getMessage());
        }
    }

    private void know(StoredFile stored) {
        newest.remove(stored.identity().sopInstance());
        newest.put(stored.identity().sopInstance(), stored);
    }

    @Override
    public void put(Identity identity, TransferSyntax syntax, Content content) throws IOException {
        Path part = Files.createTempFile(folder, "incoming", UNFINISHED);
        try {
            writeAndSync(part, identity, syntax, content);
            publish(part, identity);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void writeAndSync(Path part, Identity identity, TransferSyntax syntax, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            FileMeta.of(identity.sopClass(), identity.sopInstance(), syntax).write(out);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private synchronized void publish(Path part, Identity identity) throws IOException {
        Path file = folder.resolve(String.format("%010d%s", ++lastNumber, SUFFIX));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // Without this the new name may be lost in a crash, so the object doesn't count as kept.
            Files.deleteIfExists(file);
            throw e;
        }
        know(new StoredFile(file, identity));
    }

    @Override
    public synchronized List<Entry> find(Selection selection) {
        return newest.values().stream().filter(stored -> selection.matches(stored.identity())).map(Entry.class::cast).toList();
    }

    private record StoredFile(Path file, Identity identity) implements Entry {

        @Override
        public DicomFile open() throws IOException {
            return DicomFile.open(file);
        }
    }
}
