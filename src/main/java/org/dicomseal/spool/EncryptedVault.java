package org.dicomseal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dicomseal.keys.AuthenticationException;
import org.dicomseal.keys.EncryptedFile;
import org.dicomseal.keys.EncryptedFileReader;
import org.dicomseal.keys.EncryptedFileWriter;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.RootKeySource;

/** Spool files encrypted at rest, each under a key of its own, which is destroyed with the file. */
public final class EncryptedVault implements Vault {

    private final RootKeySource keys;

    public EncryptedVault(RootKeySource keys) {
        this.keys = keys;
    }

    @Override
    public Writer create(Path file) throws IOException {
        try {
            return new EncryptingWriter(EncryptedFile.create(file, keys));
        } catch (KeyUnavailableException e) {
            throw new VaultLockedException("no key to encrypt a spool file with: " + e.getMessage(), e);
        }
    }

    @Override
    public Reader open(Path file) throws IOException {
        try {
            return new DecryptingReader(EncryptedFile.open(file, keys));
        } catch (KeyUnavailableException e) {
            throw new VaultLockedException("no key to open a spool file with: " + e.getMessage(), e);
        } catch (AuthenticationException e) {
            throw new CorruptSpoolFileException(e.getMessage(), e);
        }
    }

    @Override
    public boolean delete(Path file) throws IOException {
        boolean there = Files.exists(file);
        EncryptedFile.destroy(file);
        return there;
    }

    private static final class EncryptingWriter extends Writer {
        private final EncryptedFileWriter file;

        EncryptingWriter(EncryptedFileWriter file) {
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
            file.finish(true);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private record DecryptingReader(EncryptedFileReader file) implements Reader {

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int read(long position, byte[] target, int offset, int length) throws IOException {
            try {
                return file.read(position, target, offset, length);
            } catch (AuthenticationException e) {
                throw new CorruptSpoolFileException(e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
