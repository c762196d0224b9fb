package org.dicomseal.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.TransferSyntax;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects: files with numbers for names, so that no peer chooses one, and an index of them in memory. */
final class ObjectFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectFolder.class);
    private static final String SUFFIX = ".dcm";

    private final Path folder;
    private final Habits habits;
    private final Map<String, StoredObject> index = new LinkedHashMap<>();
    private final AtomicLong number = new AtomicLong();

    ObjectFolder(Path folder, Habits habits) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.habits = habits;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList()) {
                know(file);
            }
        }
    }

    private void know(Path file) {
        try {
            String name = file.getFileName().toString();
            number.accumulateAndGet(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), Math::max);
            StoredObject object = StoredObject.read(file);
            index.put(object.sopInstance(), object);
        } catch (IOException | NumberFormatException e) {
            LOG.warn("{} is not one of the archive's objects: {}", file.getFileName(), e.getMessage());
        }
    }

    synchronized List<StoredObject> all() {
        return new ArrayList<>(index.values());
    }

    synchronized StoredObject get(String sopInstance) {
        return index.get(sopInstance);
    }

    /**
     * Takes one object in. Nothing stays behind if it fails.
     *
     * @throws DicomException if the data set can't be read, or isn't the object that it was announced as
     */
    void add(String sopClass, String sopInstance, TransferSyntax syntax, InputStream dataSet) throws IOException {
        Path part = Files.createTempFile(folder, "incoming", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                FileMeta.of(sopClass, sopInstance, syntax).write(out);
                dataSet.transferTo(out);
            }
            applyHabits(part);
            StoredObject object = StoredObject.read(part);
            if (!object.sopInstance().equals(sopInstance) || !object.sopClass().equals(sopClass)) {
                throw new DicomException("the data set is not the object that the command announced");
            }
            publish(object);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void applyHabits(Path part) throws IOException {
        Path changed = Files.createTempFile(folder, "changed", ".part");
        try (DicomFile file = DicomFile.open(part)) {
            DataSet kept = habits.apply(file.dataSet());
            if (kept == file.dataSet()) {
                return;
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(changed))) {
                DicomFile.write(file.meta(), kept, out);
            }
            Files.move(changed, part, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(changed);
        }
    }

    private synchronized void publish(StoredObject incoming) throws IOException {
        StoredObject before = index.get(incoming.sopInstance());
        if (before != null && habits.keepsFirst()) {
            return;
        }
        // in its place, if who is about to read the one before can read this one as well
        boolean inPlace = before != null && incoming.isReadAs(before);
        Path file = inPlace ? before.file() : folder.resolve(String.format("%08d%s", number.incrementAndGet(), SUFFIX));
        Files.move(incoming.file(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        index.put(incoming.sopInstance(), incoming.movedTo(file));
        if (before != null && !inPlace) {
            Files.deleteIfExists(before.file());
        }
    }
}
