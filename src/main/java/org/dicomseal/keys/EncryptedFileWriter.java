package org.dicomseal.keys;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/** Writes a file that is encrypted at rest, from start to end. Only {@link #finish} makes it readable. Not thread-safe. */
public final class EncryptedFileWriter extends OutputStream {

    private final Path file;
    private final FileKey key;
    private final RecordCipher cipher;
    private final FileChannel channel;
    private final byte[] plain = new byte[EncryptedFile.RECORD_PLAIN];
    private final ByteBuffer record = ByteBuffer.allocate(EncryptedFile.RECORD_PLAIN + RecordCipher.TAG_LENGTH);
    private int used;
    private long index;
    private long length;
    private boolean finished;

    EncryptedFileWriter(Path file, FileKey key) throws IOException {
        this.file = file;
        this.key = key;
        this.cipher = RecordCipher.forEncryption(key.key());
        this.channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.fileAttributes());
        writeFully(ByteBuffer.wrap(key.header()));
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
        if (finished) {
            throw new IOException("the encrypted file is finished");
        }
        int at = offset;
        int left = count;
        while (left > 0) {
            if (used == plain.length) {
                writeRecord(false);
            }
            int step = Math.min(left, plain.length - used);
            System.arraycopy(from, at, plain, used, step);
            used += step;
            at += step;
            left -= step;
            length += step;
        }
    }

    /**
     * Writes the last record.
     *
     * @param sync whether to return only once the bytes are on the disk
     */
    public void finish(boolean sync) throws IOException {
        if (!finished) {
            writeRecord(true);
            finished = true;
            if (sync) {
                channel.force(true);
            }
        }
    }

    /** Opens the finished file with the key that this writer still has in memory; the reader may outlive the writer. */
    public EncryptedFileReader reader() throws IOException {
        if (!finished) {
            throw new IOException("the encrypted file is not finished");
        }
        return new EncryptedFileReader(file, key.copy());
    }

    /** The finished file with the key that this writer still has in memory, to be read later; it may outlive the writer. */
    public EphemeralFile kept() throws IOException {
        if (!finished) {
            throw new IOException("the encrypted file is not finished");
        }
        return new EphemeralFile(file, key.copy(), length);
    }

    private void writeRecord(boolean last) throws IOException {
        cipher.encrypt(index, last, index == 0 ? key.header() : null, plain, 0, used, record.array(), 0);
        writeFully(record.clear().limit(used + RecordCipher.TAG_LENGTH));
        index++;
        used = 0;
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Closes the file; one that was not finished stays unreadable, and its owner deletes it. */
    @Override
    public void close() throws IOException {
        finished = true;
        Arrays.fill(plain, (byte) 0);
        key.close();
        channel.close();
    }
}
