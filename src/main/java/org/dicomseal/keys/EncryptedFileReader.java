package org.dicomseal.keys;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads a file that is encrypted at rest, anywhere in it. A byte comes out only after its record was authenticated; the last record is
 * authenticated on opening, so a file that was cut is known at once. Thread-safe; one record is kept in memory.
 */
public final class EncryptedFileReader implements Closeable {

    private static final int MAX_RECORD_PLAIN = 1 << 20;

    private final FileKey key;
    private final RecordCipher cipher;
    private final FileChannel channel;
    private final byte[] plain;
    private final ByteBuffer record;
    private final long records;
    private final long size;
    private long held = -1;

    EncryptedFileReader(Path file, FileKey key) throws IOException {
        this.key = key;
        int recordPlain = key.recordPlain();
        if (recordPlain < 1 || recordPlain > MAX_RECORD_PLAIN) {
            throw new AuthenticationException(file.getFileName() + " has an impossible record size: " + recordPlain);
        }
        this.cipher = RecordCipher.forDecryption(key.key());
        this.plain = new byte[recordPlain];
        this.record = ByteBuffer.allocate(recordPlain + RecordCipher.TAG_LENGTH);
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long sealed = channel.size() - FileKey.HEADER_LENGTH;
            this.records = (sealed + record.capacity() - 1) / record.capacity();
            this.size = sealed - records * RecordCipher.TAG_LENGTH;
            if (records < 1 || size < 0) {
                throw new AuthenticationException(file.getFileName() + " is cut off");
            }
            hold(records - 1);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Plaintext bytes of the file. */
    public long size() {
        return size;
    }

    /**
     * Reads up to {@code length} bytes at a position.
     *
     * @return bytes read, at least 1, or -1 at or after the end
     */
    public synchronized int read(long position, byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (position < 0) {
            throw new IllegalArgumentException("negative position");
        }
        if (position >= size) {
            return -1;
        }
        long index = position / plain.length;
        hold(index);
        int at = (int) (position - index * plain.length);
        int step = Math.min(length, plainLength(index) - at);
        System.arraycopy(plain, at, to, offset, step);
        return step;
    }

    private int plainLength(long index) {
        return index == records - 1 ? (int) (size - index * plain.length) : plain.length;
    }

    private void hold(long index) throws IOException {
        if (held == index) {
            return;
        }
        held = -1;
        int sealed = plainLength(index) + RecordCipher.TAG_LENGTH;
        record.clear().limit(sealed);
        long position = FileKey.HEADER_LENGTH + index * record.capacity();
        while (record.hasRemaining()) {
            if (channel.read(record, position + record.position()) < 0) {
                throw new AuthenticationException("record " + index + " of an encrypted file is cut off");
            }
        }
        cipher.decrypt(index, index == records - 1, index == 0 ? key.header() : null, record.array(), 0, sealed, plain, 0);
        held = index;
    }

    @Override
    public synchronized void close() throws IOException {
        Arrays.fill(plain, (byte) 0);
        held = -1;
        key.close();
        channel.close();
    }
}
