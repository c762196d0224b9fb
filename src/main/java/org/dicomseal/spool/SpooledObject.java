package org.dicomseal.spool;

import java.io.Closeable;
import java.io.IOException;

/** A queued object, opened for work: what is known about it and its bytes. */
public interface SpooledObject extends Closeable {

    /** The spool's own name for it: unique, ordered by time, chosen by no peer. */
    String id();

    Note note();

    /** Failed attempts before this one. */
    int attempts();

    /** Length of the object in bytes. */
    long size();

    /** As {@link Vault.Reader#read}. */
    int read(long position, byte[] target, int offset, int length) throws IOException;
}
