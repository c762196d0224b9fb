package org.dicomseal.spool;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Spool files in clear, for a spool on an encrypted disk. The last four bytes of a file are the CRC-32C of all before
 * them, checked when it is opened: it finds a failing disk, not an attacker.
 */
public final class PlainVault implements Vault {

    private static final int CHECK = 4;
    private static final int BUFFER = 128 << 10;

    @Override
    public Writer create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new PlainWriter(channel);
    }

    @Override
    public Reader open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long size = channel.size() - CHECK;
            if (size < 0 || checksum(channel, size) != storedChecksum(channel, size)) {
                throw new CorruptSpoolFileException("checksum does not match");
            }
            return new PlainReader(channel, size);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public boolean delete(Path file) throws IOException {
        return Files.deleteIfExists(file);
    }

    private static int checksum(FileChannel channel, long size) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, BUFFER));
        for (long at = 0; at < size; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), size - at));
            int n = channel.read(buffer, at);
            if (n < 0) {
                throw new CorruptSpoolFileException("file shrank while it was read");
            }
            crc.update(buffer.flip());
            at += n;
        }
        return (int) crc.getValue();
    }

    private static int storedChecksum(FileChannel channel, long position) throws IOException {
        ByteBuffer four = ByteBuffer.allocate(CHECK);
        while (four.hasRemaining() && channel.read(four, position + four.position()) >= 0) {
            continue;
        }
        return four.flip().remaining() == CHECK ? four.getInt() : 0;
    }

    private static final class PlainWriter extends Writer {
        private final FileChannel channel;
        private final OutputStream out;
        private final CRC32C crc = new CRC32C();

        PlainWriter(FileChannel channel) {
            this.channel = channel;
            this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        }

        @Override
        public void write(int b) throws IOException {
            crc.update(b);
            out.write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            crc.update(source, offset, length);
            out.write(source, offset, length);
        }

        @Override
        public void finish() throws IOException {
            out.write(ByteBuffer.allocate(CHECK).putInt((int) crc.getValue()).array());
            out.flush();
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private record PlainReader(FileChannel channel, long size) implements Reader {

        @Override
        public int read(long position, byte[] target, int offset, int length) throws IOException {
            if (position >= size) {
                return length == 0 ? 0 : -1;
            }
            int wanted = (int) Math.min(length, size - position);
            return channel.read(ByteBuffer.wrap(target, offset, wanted), position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
