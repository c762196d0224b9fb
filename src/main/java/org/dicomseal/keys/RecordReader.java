package org.dicomseal.keys;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads what {@link RecordWriter} wrote. A byte comes out only after its whole record was authenticated; records that are
 * changed, cut, moved or of another stream are an {@link AuthenticationException}, and so is a stream that ends too early.
 * Whether anything follows the last record is for the caller to see. Not thread-safe.
 */
public final class RecordReader extends InputStream {

    private final InputStream records;
    private final RecordCipher cipher;
    private final byte[] header;
    private final long length;
    private final byte[] record = new byte[RecordFormat.RECORD];
    private final byte[] plain = new byte[RecordFormat.PLAIN];
    private long nextIndex;
    private int at;
    private int end;

    /**
     * @param records starts at record 0; not closed here
     * @param key     32 bytes
     * @param header  associated data of record 0
     * @param length  plaintext bytes, as the header says
     */
    public RecordReader(InputStream records, Secret key, byte[] header, long length) {
        if (length < 0 || length > RecordFormat.MAX_PLAIN) {
            throw new IllegalArgumentException("plaintext length out of range: " + length);
        }
        this.records = records;
        this.cipher = RecordCipher.forDecryption(key);
        this.header = header.clone();
        this.length = length;
    }

    /** Reads and authenticates record 0 now, so that a wrong header or key shows before anything else is done. */
    public void authenticateFirst() throws IOException {
        if (nextIndex == 0) {
            nextRecord();
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? plain[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, to.length);
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int step = Math.min(count, end - at);
        System.arraycopy(plain, at, to, offset, step);
        at += step;
        return step;
    }

    private boolean fill() throws IOException {
        while (at == end) {
            if (nextIndex == RecordFormat.records(length)) {
                return false;
            }
            nextRecord();
        }
        return true;
    }

    private void nextRecord() throws IOException {
        long index = nextIndex;
        boolean last = index == RecordFormat.records(length) - 1;
        int size = (last ? (int) (length - index * RecordFormat.PLAIN) : RecordFormat.PLAIN) + RecordFormat.TAG;
        int got = records.readNBytes(record, 0, size);
        if (got < size) {
            throw new AuthenticationException("record " + index + " is cut off: " + got + " of " + size + " bytes");
        }
        at = 0;
        end = 0;
        end = cipher.decrypt(index, last, index == 0 ? header : null, record, 0, size, plain, 0);
        nextIndex = index + 1;
    }

    /**
     * Reads exactly so many bytes.
     *
     * @throws EOFException if the plaintext ends before
     */
    public void readFully(byte[] to, int offset, int count) throws IOException {
        if (readNBytes(to, offset, count) < count) {
            throw new EOFException("the sealed payload ends too early");
        }
    }

    /** Overwrites the plaintext still held. */
    @Override
    public void close() {
        Arrays.fill(plain, (byte) 0);
        at = 0;
        end = 0;
        nextIndex = RecordFormat.records(length);
    }
}
