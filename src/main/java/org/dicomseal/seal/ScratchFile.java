package org.dicomseal.seal;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One payload in scratch: written once, read any number of times, deleted on close. */
final class ScratchFile extends OutputStream {

    private final Scratch scratch;
    private Memory memory = new Memory();
    private Path file;
    private OutputStream fileOut;
    private long length;

    ScratchFile(Scratch scratch) {
        this.scratch = scratch;
    }

    long length() {
        return length;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        if (fileOut == null && length + count > scratch.memoryLimit()) {
            // createTempFile makes it readable by its owner alone
            file = Files.createTempFile(scratch.folder(), "payload-", ".sealed");
            fileOut = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            memory.writeTo(fileOut);
            memory = null;
        }
        (fileOut != null ? fileOut : memory).write(from, offset, count);
        length += count;
    }

    /** Nothing is written after this. */
    void finish() throws IOException {
        if (fileOut != null) {
            fileOut.close();
        }
    }

    InputStream open() throws IOException {
        return file != null ? Files.newInputStream(file) : memory.open();
    }

    @Override
    public void close() throws IOException {
        if (fileOut != null) {
            fileOut.close();
            Files.deleteIfExists(file);
        }
    }

    /** Bytes that are read where they lie. */
    private static final class Memory extends ByteArrayOutputStream {

        private static final int FIRST = 64 << 10;

        Memory() {
            super(FIRST);
        }

        InputStream open() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }
}
