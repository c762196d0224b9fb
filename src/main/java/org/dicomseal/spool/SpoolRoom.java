package org.dicomseal.spool;

/**
 * How much room a spool has, in bytes.
 *
 * @param used     by objects in it
 * @param maxBytes that objects may use
 * @param diskFree of its file system
 * @param lowDisk  of its file system that stay free
 */
public record SpoolRoom(long used, long maxBytes, long diskFree, long lowDisk) {

    /** Whether anything is taken in now. */
    public boolean isThere() {
        return used < maxBytes && diskFree >= lowDisk;
    }
}
