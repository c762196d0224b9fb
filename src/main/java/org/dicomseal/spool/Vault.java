package org.dicomseal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** How the bytes of one spool file are kept on disk: encrypted under a key of the node, or plain with a checksum. */
public interface Vault {

    /**
     * Creates a new file, readable by its owner alone; fails if it exists.
     *
     * @throws VaultLockedException if there is no key for it
     */
    Writer create(Path file) throws IOException;

    /**
     * Opens a finished file.
     *
     * @throws java.nio.file.NoSuchFileException if it was deleted, or its deletion was begun
     * @throws VaultLockedException      if its key is not to be had now
     * @throws CorruptSpoolFileException if it is not what was written (an implementation may find that on read instead)
     */
    Reader open(Path file) throws IOException;

    /** Deletes a file so that its bytes are out of reach; false if it was gone. */
    boolean delete(Path file) throws IOException;

    /** Sequential writing. Closing without {@link #finish()} leaves an unfinished file, which never opens. */
    abstract class Writer extends OutputStream {

        /** Completes the file, and returns once its bytes are on the disk. */
        public abstract void finish() throws IOException;
    }

    /** Random access to the bytes as they were written; safe for use by one thread at a time. */
    interface Reader extends Closeable {

        long size();

        /**
         * Reads up to {@code length} bytes from {@code position}; less only at the end, -1 behind it.
         *
         * @throws CorruptSpoolFileException if the bytes fail their check
         */
        int read(long position, byte[] target, int offset, int length) throws IOException;
    }
}
