package org.dicomseal.spool;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A courier that keeps what it delivers, and fails while it is told to. */
final class RecordingCourier implements Courier {

    final Map<String, byte[]> delivered = new ConcurrentHashMap<>();
    final List<String> order = new CopyOnWriteArrayList<>();
    final List<Note> notes = new CopyOnWriteArrayList<>();
    volatile Cause failWith;

    @Override
    public void deliver(SpooledObject object) throws DeliveryException {
        order.add(object.id());
        Cause cause = failWith;
        if (cause != null) {
            throw new DeliveryException(cause, "as told");
        }
        try {
            delivered.put(object.id(), readAll(object));
            notes.add(object.note());
        } catch (IOException e) {
            throw new DeliveryException(Cause.FAULT, "read", e);
        }
    }

    static byte[] readAll(SpooledObject object) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(object.size())];
        for (int done = 0; done < bytes.length; ) {
            int n = object.read(done, bytes, done, bytes.length - done);
            if (n < 0) {
                throw new IOException("ended early");
            }
            done += n;
        }
        return bytes;
    }
}
