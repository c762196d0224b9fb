package org.dicomseal.seal;

import java.nio.file.Path;

/**
 * Where a sealed payload waits until it is sent: in memory while it is small, else in a file of this folder. Only ciphertext is ever
 * written, under a key that is not beside it. Files are deleted with the object; what a crash leaves may be deleted at start-up.
 *
 * @param folder      exists; only its owner should be able to list it
 * @param memoryLimit bytes of one payload that are kept in memory before a file is made
 */
public record Scratch(Path folder, int memoryLimit) {

    /** A scratch that keeps up to 1 MiB of a payload in memory. */
    public static Scratch in(Path folder) {
        return new Scratch(folder, 1 << 20);
    }
}
