package org.dicomseal.biometric;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;

import org.dicomseal.keys.AuthenticationException;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.OwnerOnly;
import org.dicomseal.keys.ReplacedFile;
import org.dicomseal.keys.RootKeySource;
import org.dicomseal.keys.RootPurpose;
import org.dicomseal.keys.Secret;

/** All enrolments on disk, in one encrypted file beside the keystore; its format is described in the package's documentation. */
final class OwnersFile {

    private static final byte[] MAGIC = {'D', 'S', 'O', 'W', 1};
    private static final int HEADER_BYTES = MAGIC.length + KeyId.LENGTH + HelperCipher.SALT_BYTES;
    private static final String LABEL = "DICOMSEAL/1/owners";
    private static final int MAX_FILE_BYTES = 64 << 20;
    private static final int MAX_RECORD_BYTES = 1 << 20;

    private final ReplacedFile file;
    private final RootKeySource keys;
    private final SecureRandom random = new SecureRandom();

    OwnersFile(Path file, RootKeySource keys) {
        this.file = new ReplacedFile(file);
        this.keys = keys;
    }

    /** Where the owners of a keystore lie: beside it. */
    static Path beside(Path keystore) {
        return keystore.toAbsolutePath().resolveSibling(keystore.getFileName() + ".owners");
    }

    /** All enrolments, as stored; none if there is no file. */
    List<OwnerEntry> read() throws KeysException {
        if (!file.exists()) {
            return List.of();
        }
        OwnerOnly.check(file.path());
        try {
            if (Files.size(file.path()) > MAX_FILE_BYTES) {
                throw new KeysException(file.path() + " is too large for a file of owners");
            }
            return decrypted(Files.readAllBytes(file.path()));
        } catch (AuthenticationException e) {
            throw new KeysException(file.path() + ": " + e.getMessage() + "; the copy before it is " + file.previous().getFileName(), e);
        } catch (IOException e) {
            throw new KeysException(file.path() + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Writes a copy that is this file byte for byte to another place, and reads it back; false if there is nothing to copy. */
    boolean copyTo(Path to) throws KeysException {
        if (!file.exists()) {
            return false;
        }
        try {
            byte[] bytes = Files.readAllBytes(file.path());
            decrypted(bytes);
            ReplacedFile copy = new ReplacedFile(to);
            copy.makeFolder();
            copy.locked(() -> {
                copy.replace(out -> out.write(bytes));
                return null;
            });
            if (!Arrays.equals(bytes, Files.readAllBytes(to))) {
                throw new KeysException(to + " did not come back as it was written");
            }
            return true;
        } catch (IOException e) {
            throw new KeysException(to + " can't be written: " + e.getMessage(), e);
        }
    }

    /** Adds what another file has and this one has not; one of ours that can't be read is set aside, never deleted. */
    void addFrom(OwnersFile other) throws KeysException {
        List<OwnerEntry> found = other.read();
        try {
            read();
        } catch (KeysException e) {
            setAside();
        }
        update(present -> OwnerEntry.merged(present, found));
    }

    private void setAside() throws KeysException {
        try {
            int number = 1;
            while (Files.exists(aside(number))) {
                number++;
            }
            Files.move(file.path(), aside(number));
        } catch (IOException e) {
            throw new KeysException(file.path() + " can't be set aside: " + e.getMessage(), e);
        }
    }

    private Path aside(int number) {
        return file.path().resolveSibling(file.path().getFileName() + ".unreadable-" + number);
    }

    /** Reads, changes and replaces, while no other process does; gives what was stored. Encrypted under the newest root. */
    List<OwnerEntry> update(UnaryOperator<List<OwnerEntry>> change) throws KeysException {
        try {
            file.makeFolder();
            return file.locked(() -> {
                List<OwnerEntry> after = List.copyOf(change.apply(read()));
                byte[] bytes = encrypted(after);
                file.replace(out -> out.write(bytes));
                return after;
            });
        } catch (IOException e) {
            throw new KeysException(file.path() + " can't be written: " + e.getMessage(), e);
        }
    }

    private byte[] encrypted(List<OwnerEntry> entries) throws KeysException {
        KeyId id = keys.newestRoot();
        byte[] salt = new byte[HelperCipher.SALT_BYTES];
        random.nextBytes(salt);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).put(id.bytes()).put(salt).array();
        byte[] plain = encoded(entries);
        try (Secret helper = keys.rootKey(id, RootPurpose.HELPER)) {
            Cipher cipher = HelperCipher.of(Cipher.ENCRYPT_MODE, LABEL, helper, salt);
            cipher.updateAAD(header);
            byte[] sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(header.length + sealed.length).put(header).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM can encrypt anything", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private List<OwnerEntry> decrypted(byte[] bytes) throws IOException, KeysException {
        if (bytes.length < HEADER_BYTES + HelperCipher.TAG_BYTES || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new AuthenticationException("this is no file of owners of a version that can be read");
        }
        KeyId id = KeyId.of(Arrays.copyOfRange(bytes, MAGIC.length, MAGIC.length + KeyId.LENGTH));
        byte[] salt = Arrays.copyOfRange(bytes, MAGIC.length + KeyId.LENGTH, HEADER_BYTES);
        try (Secret helper = keys.rootKey(id, RootPurpose.HELPER)) {
            Cipher cipher = HelperCipher.of(Cipher.DECRYPT_MODE, LABEL, helper, salt);
            cipher.updateAAD(bytes, 0, HEADER_BYTES);
            return decoded(cipher.doFinal(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES));
        } catch (GeneralSecurityException e) {
            throw new AuthenticationException("the file of owners was altered");
        }
    }

    private static byte[] encoded(List<OwnerEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(entries.size());
            for (OwnerEntry entry : entries) {
                out.writeUTF(entry.owner());
                out.writeInt(entry.generation());
                out.writeBoolean(entry.active());
                out.writeLong(entry.enrolled().getEpochSecond());
                out.write(entry.helperKey().bytes());
                out.writeInt(entry.record().length);
                out.write(entry.record());
                out.writeShort(entry.keys().size());
                for (KeyId key : entry.keys()) {
                    out.write(key.bytes());
                }
                out.writeInt(entry.failures());
                out.writeLong(entry.lastTry().getEpochSecond());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<OwnerEntry> decoded(byte[] plain) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            int count = in.readUnsignedShort();
            List<OwnerEntry> entries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                entries.add(decodedEntry(in));
            }
            return entries;
        }
    }

    private static OwnerEntry decodedEntry(DataInputStream in) throws IOException {
        String owner = in.readUTF();
        int generation = in.readInt();
        boolean active = in.readBoolean();
        Instant enrolled = Instant.ofEpochSecond(in.readLong());
        KeyId helperKey = keyId(in);
        int length = in.readInt();
        if (length < 0 || length > MAX_RECORD_BYTES) {
            throw new IOException("an enrolment record can't have " + length + " bytes");
        }
        byte[] record = new byte[length];
        in.readFully(record);
        int keyCount = in.readUnsignedShort();
        List<KeyId> keys = new ArrayList<>();
        for (int i = 0; i < keyCount; i++) {
            keys.add(keyId(in));
        }
        return new OwnerEntry(owner, generation, active, enrolled, helperKey, record, keys, in.readInt(), Instant.ofEpochSecond(in.readLong()));
    }

    private static KeyId keyId(DataInputStream in) throws IOException {
        byte[] id = new byte[KeyId.LENGTH];
        in.readFully(id);
        return KeyId.of(id);
    }
}
