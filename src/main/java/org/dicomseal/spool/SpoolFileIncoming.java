package org.dicomseal.spool;

import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An object that streams into its part file. */
final class SpoolFileIncoming extends Incoming {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFileIncoming.class);

    private final SpoolParts parts;
    private final Runnable afterCommit;
    private final String id;
    private final Vault.Writer writer;
    private long size;
    private long nextCheck = SpoolSpace.CHECK_EVERY;
    private boolean closed;

    SpoolFileIncoming(SpoolParts parts, Runnable afterCommit) throws IOException {
        parts.space().check();
        this.parts = parts;
        this.afterCommit = afterCommit;
        this.id = parts.files().newId();
        this.writer = parts.files().create(id);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        writer.write(source, offset, length);
        size += length;
        parts.space().add(length);
        if (size >= nextCheck) {
            nextCheck = size + SpoolSpace.CHECK_EVERY;
            parts.space().check();
        }
    }

    @Override
    public String commit(String lane, Map<String, String> labels) throws IOException {
        if (closed) {
            throw new IOException("already committed or closed");
        }
        Note note = new Note(lane, parts.clock().instant(), size, labels);
        SpoolFiles.finish(writer, note);
        writer.close();
        parts.files().rename(id);
        closed = true;
        try {
            parts.admissions().run(new TaskTable.Row(id, QueuedTask.fresh(note), note.received()));
        } catch (IOException e) {
            parts.forget(id, size);
            throw e;
        }
        parts.space().add(parts.files().diskSize(id) - size);
        afterCommit.run();
        return id;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        parts.space().add(-size);
        try {
            writer.close();
            parts.files().discardPart(id);
        } catch (IOException e) {
            LOG.warn("The unfinished file of {} stays until the next start: {}", id, e.toString());
        }
    }
}
