package org.dicomseal.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * An object on its way in. Write its bytes, then {@link #commit}; closing without a commit leaves nothing behind.
 * A write fails with {@link SpoolFullException} when the disk runs low on the way.
 */
public abstract class Incoming extends OutputStream {

    /**
     * Makes the object durable and queues it: its bytes synced, renamed into place, the folder synced, its task row
     * inserted. Only after this returns may the sender be told that the object was taken.
     *
     * @param lane   the queue, that is the archive, it goes to
     * @param labels kept with it, see {@link Note#labels()}
     * @return the object's id
     */
    public abstract String commit(String lane, Map<String, String> labels) throws IOException;

    /** Bytes written so far. */
    public abstract long size();

    /** Discards the object unless it was committed. */
    @Override
    public abstract void close();
}
