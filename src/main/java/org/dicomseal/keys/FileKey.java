package org.dicomseal.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The random key of one file at rest, and the 92 bytes of header that the file starts with:
 * <pre>
 * "DSFILE1\n" (8), plaintext bytes of a record (4, big endian), kind (1: 0 ephemeral, 1 wrapped), zero (3)     16
 * key id of the wrapping key (16), nonce (12), encrypted file key (32), tag (16); all zero if ephemeral        76
 * </pre>
 * The wrapping key is the root's spool key. An ephemeral key is in memory only: such a file is noise once its process has ended.
 */
final class FileKey implements AutoCloseable {

    static final int HEADER_LENGTH = 92;
    /** Where the wrapped key lies in the header: overwriting it destroys the file. */
    static final int WRAPPED_AT = 16 + KeyId.LENGTH;
    static final int WRAPPED_LENGTH = HEADER_LENGTH - WRAPPED_AT;

    private static final byte[] MAGIC = "DSFILE1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int EPHEMERAL = 0;
    private static final int WRAPPED = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secret key;
    private final byte[] header;

    private FileKey(Secret key, byte[] header) {
        this.key = key;
        this.header = header;
    }

    static FileKey ephemeral(int recordPlain) {
        return new FileKey(Secret.random(RANDOM, KeyTree.KEY_LENGTH), Arrays.copyOf(start(recordPlain, EPHEMERAL), HEADER_LENGTH));
    }

    static FileKey wrapped(int recordPlain, RootKeySource keys) throws KeyUnavailableException {
        KeyId id = keys.newestRoot();
        Secret key = Secret.random(RANDOM, KeyTree.KEY_LENGTH);
        byte[] start = ByteBuffer.allocate(WRAPPED_AT).put(start(recordPlain, WRAPPED)).put(id.bytes()).array();
        try (Secret wrapping = keys.rootKey(id, RootPurpose.SPOOL)) {
            byte[] wrapped = RecordCipher.wrap(wrapping, start, key, RANDOM);
            return new FileKey(key, ByteBuffer.allocate(HEADER_LENGTH).put(start).put(wrapped).array());
        }
    }

    private static byte[] start(int recordPlain, int kind) {
        return ByteBuffer.allocate(16).put(MAGIC).putInt(recordPlain).put((byte) kind).array();
    }

    /** Takes the file's key out of its header. */
    static FileKey unwrap(byte[] header, RootKeySource keys) throws IOException, KeyUnavailableException {
        if (header.length < HEADER_LENGTH || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new AuthenticationException("not an encrypted file of this software");
        }
        if (header[12] != WRAPPED) {
            throw new AuthenticationException("the file's key was in memory only and is gone");
        }
        byte[] start = Arrays.copyOf(header, WRAPPED_AT);
        KeyId id = KeyId.of(Arrays.copyOfRange(header, 16, WRAPPED_AT));
        try (Secret wrapping = keys.rootKey(id, RootPurpose.SPOOL)) {
            return new FileKey(RecordCipher.unwrap(wrapping, start, Arrays.copyOfRange(header, WRAPPED_AT, HEADER_LENGTH)),
                    header.clone());
        }
    }

    /** Whether the header is that of a file whose wrapped key was overwritten. Damage would hardly stop at just these bytes. */
    static boolean isDestroyed(byte[] header) {
        return Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length) && header[12] == WRAPPED
                && Arrays.equals(header, WRAPPED_AT, HEADER_LENGTH, new byte[WRAPPED_LENGTH], 0, WRAPPED_LENGTH);
    }

    Secret key() {
        return key;
    }

    byte[] header() {
        return header.clone();
    }

    /** Plaintext bytes of a record, as the header says. */
    int recordPlain() {
        return ByteBuffer.wrap(header).getInt(8);
    }

    FileKey copy() {
        return new FileKey(key.copy(), header.clone());
    }

    @Override
    public void close() {
        key.close();
    }
}
