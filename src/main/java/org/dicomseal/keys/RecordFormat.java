package org.dicomseal.keys;

/** The layout of a stream of records: each is {@link #PLAIN} bytes of plaintext, the last one fewer or as many, plus a tag. */
public final class RecordFormat {

    /** Plaintext bytes of every record but the last. */
    public static final int PLAIN = 16 * 1024;
    /** Bytes by which a record is longer than its plaintext. */
    public static final int TAG = RecordCipher.TAG_LENGTH;
    /** Bytes of every record but the last. */
    public static final int RECORD = PLAIN + TAG;
    /** The most plaintext that one stream can hold, bounded by the 32-bit record index. */
    public static final long MAX_PLAIN = (1L << 32) * PLAIN;

    private RecordFormat() {
    }

    /** How many records hold the plaintext; an empty one takes one record too. */
    public static long records(long plaintextLength) {
        return Math.max(1, (plaintextLength + PLAIN - 1) / PLAIN);
    }

    /** Bytes of all records of the plaintext. */
    public static long sealedLength(long plaintextLength) {
        return plaintextLength + TAG * records(plaintextLength);
    }

    /**
     * The plaintext length that fills exactly so many bytes of records, or -1 where there is none
     * (a last record must hold at least one byte of plaintext, unless it is the only one).
     */
    public static long plaintextLength(long sealedLength) {
        long records = Math.max(1, (sealedLength + RECORD - 1) / RECORD);
        long plain = sealedLength - TAG * records;
        return plain >= 0 && records(plain) == records ? plain : -1;
    }
}
