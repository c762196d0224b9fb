package org.dicomseal.keys;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Encrypts a stream of unknown length in records. Record 0 is held back and encrypted last, because its associated data, the header,
 * names the whole length: records 1, 2, ... go to the tail as they fill, and {@link #finish} gives record 0.
 * The result is header || record 0 || tail. Not thread-safe.
 */
public final class RecordWriter extends OutputStream {

    private final OutputStream tail;
    private final RecordCipher cipher;
    private final byte[] first = new byte[RecordFormat.PLAIN];
    private final byte[] current = new byte[RecordFormat.PLAIN];
    private final byte[] record = new byte[RecordFormat.RECORD];
    private long length;
    private boolean finished;

    /**
     * @param tail takes records 1 and up; it is neither flushed nor closed here
     * @param key  32 bytes, used for this stream alone
     */
    public RecordWriter(OutputStream tail, Secret key) {
        this.tail = tail;
        this.cipher = RecordCipher.forEncryption(key);
    }

    /** Plaintext bytes taken so far. */
    public long length() {
        return length;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        requireOpen();
        int at = offset;
        int left = count;
        while (left > 0) {
            int used = (int) (length % RecordFormat.PLAIN);
            if (used == 0 && length > RecordFormat.PLAIN) {
                // a full record goes out only now that another byte follows: the last one needs its flag
                writeRecord(length / RecordFormat.PLAIN - 1, false, RecordFormat.PLAIN);
            }
            int step = Math.min(left, RecordFormat.PLAIN - used);
            System.arraycopy(from, at, length < RecordFormat.PLAIN ? first : current, used, step);
            length += step;
            at += step;
            left -= step;
        }
    }

    /** Overwrites plaintext inside record 0, at most up to what was written: for fields that are known only at the end. */
    public void amend(int position, byte[] bytes) {
        requireOpen();
        if (position < 0 || position + bytes.length > Math.min(length, RecordFormat.PLAIN)) {
            throw new IllegalArgumentException("only what was written into record 0 can be amended");
        }
        System.arraycopy(bytes, 0, first, position, bytes.length);
    }

    /**
     * Writes the last record to the tail and gives record 0.
     *
     * @param header associated data of record 0; it must be bound to {@link #length}
     */
    public byte[] finish(byte[] header) throws IOException {
        requireOpen();
        finished = true;
        if (length > RecordFormat.PLAIN) {
            long records = RecordFormat.records(length);
            writeRecord(records - 1, true, (int) (length - (records - 1) * RecordFormat.PLAIN));
        }
        int firstLength = (int) Math.min(length, RecordFormat.PLAIN);
        byte[] recordZero = new byte[firstLength + RecordFormat.TAG];
        cipher.encrypt(0, length <= RecordFormat.PLAIN, header, first, 0, firstLength, recordZero, 0);
        wipe();
        return recordZero;
    }

    private void writeRecord(long index, boolean last, int plain) throws IOException {
        cipher.encrypt(index, last, null, current, 0, plain, record, 0);
        tail.write(record, 0, plain + RecordFormat.TAG);
    }

    private void requireOpen() {
        if (finished) {
            throw new IllegalStateException("the records are finished");
        }
    }

    private void wipe() {
        Arrays.fill(first, (byte) 0);
        Arrays.fill(current, (byte) 0);
    }

    /** Overwrites the plaintext still held. Records that were not finished stay useless. */
    @Override
    public void close() {
        finished = true;
        wipe();
    }
}
