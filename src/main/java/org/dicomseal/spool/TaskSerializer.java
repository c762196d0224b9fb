package org.dicomseal.spool;

import com.github.kagkarlsson.scheduler.serializer.Serializer;

/** Task rows hold readable lines rather than serialised Java objects: a person can read them, and no gadget can hide there. */
final class TaskSerializer implements Serializer {

    @Override
    public byte[] serialize(Object data) {
        return data == null ? null : ((QueuedTask) data).toBytes();
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] bytes) {
        return bytes == null ? null : type.cast(QueuedTask.fromBytes(bytes));
    }
}
