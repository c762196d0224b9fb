package org.dicomseal.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dicomseal.dicom.Uids;
import org.dicomseal.keys.EncryptedFile;
import org.dicomseal.keys.EncryptedFileWriter;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.SecondFactor;
import org.dicomseal.spool.EncryptedVault;
import org.dicomseal.spool.Incoming;
import org.dicomseal.spool.Note;
import org.dicomseal.spool.Spool;
import org.dicomseal.spool.SpoolSettings;
import org.dicomseal.spool.Vault;
import org.dicomseal.spool.VaultLockedException;

/** Fills the queue of a node that has stopped and left one object in it: with objects like that one, of other instances. */
final class QueueFiller {

    private static final int THREADS = 16;

    private QueueFiller() {
    }

    static void fill(SoakNode place, int objects) throws IOException, KeysException, InterruptedException {
        try (Password password = Password.of(NodeProcess.PASSWORD.toCharArray());
                Keyring keys = Keyring.open(place.folder().resolve("node.p12"), password, SecondFactor.none());
                Spool spool = Spool.open(SpoolSettings.in(place.spool()), new UnsyncedVault(keys), Clock.systemUTC())) {
            Note pattern = spool.list(null, null, 1).get(0).note();
            byte[] bytes = new SoakImage(Uids.random(), 1).bytes();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<String>> all = IntStream.range(0, objects)
                    .mapToObj(number -> threads.submit(() -> put(spool, pattern, number, bytes))).toList();
            for (Future<String> each : all) {
                each.get();
            }
            threads.shutdown();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static String put(Spool spool, Note pattern, int number, byte[] bytes) throws IOException {
        Map<String, String> labels = new HashMap<>(pattern.labels());
        labels.put("sopInstance", "2.25." + number);
        labels.put(Note.KEY, "another object " + number);
        try (Incoming incoming = spool.incoming()) {
            incoming.write(bytes);
            return incoming.commit(pattern.lane(), labels);
        }
    }

    /** As the node's, but for the sync of each file, which would make most of the test's time. */
    private static final class UnsyncedVault implements Vault {
        private final Keyring keys;
        private final Vault vault;

        UnsyncedVault(Keyring keys) {
            this.keys = keys;
            this.vault = new EncryptedVault(keys);
        }

        @Override
        public Writer create(Path file) throws IOException {
            try {
                return new UnsyncedWriter(EncryptedFile.create(file, keys));
            } catch (KeyUnavailableException e) {
                throw new VaultLockedException(e.getMessage(), e);
            }
        }

        @Override
        public Reader open(Path file) throws IOException {
            return vault.open(file);
        }

        @Override
        public boolean delete(Path file) throws IOException {
            return vault.delete(file);
        }
    }

    private static final class UnsyncedWriter extends Vault.Writer {
        private final EncryptedFileWriter file;

        UnsyncedWriter(EncryptedFileWriter file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            file.write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            file.write(source, offset, length);
        }

        @Override
        public void finish() throws IOException {
            file.finish(false);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
