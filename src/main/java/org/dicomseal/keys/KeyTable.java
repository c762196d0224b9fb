package org.dicomseal.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * All keys of a keyring, and the bytes that the keystore's one entry holds (big endian):
 * <pre>
 * version (1) = 1, number of rows (2), then for each row:
 * key id (16), state (1: 0 active, 1 decrypt-only, 2 destroyed), flags (1: bit 0 second factor, bit 1 backed up),
 * created (8, seconds since 1970), number of secrets (1), then for each: 32 bytes after their kind
 * (1: 0 root, 1 + purpose, 254 check of the second factor, 255 the second factor itself, where it is kept)
 * </pre>
 * The keystore around it encrypts and authenticates.
 */
record KeyTable(List<KeyRow> rows) implements AutoCloseable {

    private static final int VERSION = 1;
    private static final int ROOT_KIND = 0;
    private static final int CHECK_KIND = 254;
    private static final int KEPT_KIND = 255;
    private static final int NEEDS_SECOND_FACTOR = 1;
    private static final int BACKED_UP = 2;

    KeyTable {
        rows = List.copyOf(rows);
    }

    Optional<KeyRow> active() {
        return rows.stream().filter(row -> row.state() == KeyState.ACTIVE).findFirst();
    }

    Optional<KeyRow> row(KeyId id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** The table with every row changed; rows share their secrets with this table. */
    KeyTable mapped(UnaryOperator<KeyRow> change) {
        return new KeyTable(rows.stream().map(change).toList());
    }

    KeyTable plus(KeyRow row) {
        List<KeyRow> more = new ArrayList<>(rows);
        more.add(row);
        return new KeyTable(more);
    }

    KeyTable copy() {
        return mapped(KeyRow::copy);
    }

    Secret encoded() {
        int size = 3 + rows.size() * (KeyId.LENGTH + 11 + (3 + Purpose.values().length) * (1 + KeyTree.KEY_LENGTH));
        // large enough from the start, so that growing leaves no stray copy of keys behind
        WipedBuffer bytes = new WipedBuffer(size);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeShort(rows.size());
            for (KeyRow row : rows) {
                encode(row, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Secret secret = Secret.owning(bytes.toByteArray());
        bytes.wipe();
        return secret;
    }

    private static void encode(KeyRow row, DataOutputStream out) throws IOException {
        out.write(row.id().bytes());
        out.writeByte(row.state().ordinal());
        out.writeByte((row.needsSecondFactor() ? NEEDS_SECOND_FACTOR : 0) | (row.backedUp() ? BACKED_UP : 0));
        out.writeLong(row.created().getEpochSecond());
        Map<Integer, Secret> secrets = new TreeMap<>();
        row.purposeKeys().forEach((purpose, key) -> secrets.put(1 + purpose.ordinal(), key));
        putIfHeld(secrets, ROOT_KIND, row.root());
        putIfHeld(secrets, CHECK_KIND, row.factor().check());
        putIfHeld(secrets, KEPT_KIND, row.factor().kept());
        out.writeByte(secrets.size());
        for (Map.Entry<Integer, Secret> entry : secrets.entrySet()) {
            out.writeByte(entry.getKey());
            out.write(entry.getValue().raw());
        }
    }

    private static void putIfHeld(Map<Integer, Secret> secrets, int kind, Secret secret) {
        if (secret != null) {
            secrets.put(kind, secret);
        }
    }

    /**
     * Reads what {@link #encoded} wrote.
     *
     * @throws KeysException if the bytes are of another version or damaged
     */
    static KeyTable decoded(byte[] bytes) throws KeysException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new KeysException("keyring of version " + version + ": this software knows version " + VERSION);
            }
            int count = in.readUnsignedShort();
            List<KeyRow> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rows.add(decodedRow(in));
            }
            return new KeyTable(rows);
        } catch (IOException e) {
            throw new KeysException("keyring is damaged: it ends too early");
        }
    }

    private static KeyRow decodedRow(DataInputStream in) throws IOException, KeysException {
        KeyId id = KeyId.of(in.readNBytes(KeyId.LENGTH));
        int state = in.readUnsignedByte();
        if (state >= KeyState.values().length) {
            throw new KeysException("keyring is damaged: key " + id + " has the unknown state " + state);
        }
        int flags = in.readUnsignedByte();
        Instant created = Instant.ofEpochSecond(in.readLong());
        int secrets = in.readUnsignedByte();
        Secret root = null;
        Secret check = null;
        Secret kept = null;
        Map<Purpose, Secret> keys = new EnumMap<>(Purpose.class);
        for (int i = 0; i < secrets; i++) {
            int kind = in.readUnsignedByte();
            byte[] key = new byte[KeyTree.KEY_LENGTH];
            in.readFully(key);
            if (kind == ROOT_KIND) {
                root = Secret.owning(key);
            } else if (kind == CHECK_KIND) {
                check = Secret.owning(key);
            } else if (kind == KEPT_KIND) {
                kept = Secret.owning(key);
            } else if (kind <= Purpose.values().length) {
                keys.put(Purpose.values()[kind - 1], Secret.owning(key));
            } else {
                throw new KeysException("keyring is damaged: key " + id + " holds a secret of the unknown kind " + kind);
            }
        }
        return new KeyRow(id, KeyState.values()[state], created, (flags & BACKED_UP) != 0, root, keys,
                new KeyRow.Factor((flags & NEEDS_SECOND_FACTOR) != 0, check, kept));
    }

    @Override
    public void close() {
        rows.forEach(KeyRow::close);
    }

    private static final class WipedBuffer extends ByteArrayOutputStream {

        WipedBuffer(int size) {
            super(size);
        }

        void wipe() {
            java.util.Arrays.fill(buf, (byte) 0);
        }
    }
}
