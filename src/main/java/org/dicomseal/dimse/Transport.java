package org.dicomseal.dimse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocket;

/**
 * A connected socket with deadlines for reads and writes, kept by {@link Watchdog}. When a read is overdue the input
 * is shut down, so that an A-ABORT can still go out; when a write is overdue the socket is closed, for nothing else
 * gets a blocked writer free. Both act on the plain socket: closing a TLS socket may itself wait for a blocked writer.
 */
final class Transport {

    private final Socket plain;
    private final InputStream in;
    private final OutputStream out;
    private final Duration writeLimit;
    private final ReentrantLock writing = new ReentrantLock();
    private final Object readGuard = new Object();

    private boolean readLimitSuspended;
    private Deadline readDeadline;
    private volatile Deadline missedRead;
    private volatile Deadline writeDeadline;
    private volatile Deadline missedWrite;
    private volatile Deadline closeDeadline;
    private volatile boolean closed;

    /**
     * @param plain the TCP socket
     * @param tls the TLS socket over it, or null; its handshake may still be to do
     */
    Transport(Socket plain, SSLSocket tls, Duration writeLimit) throws IOException {
        this.plain = plain;
        Socket used = tls == null ? plain : tls;
        this.in = used.getInputStream();
        this.out = used.getOutputStream();
        this.writeLimit = writeLimit;
        Watchdog.watch(this);
    }

    /**
     * Reads at least one byte, or -1 at the end of the stream.
     *
     * @param limit the whole wait
     * @param nanos what is left of it
     */
    int read(byte[] buffer, String waitingFor, Duration limit, long nanos) throws IOException {
        synchronized (readGuard) {
            readDeadline = Deadline.in(nanos, waitingFor, limit);
        }
        int count;
        try {
            count = in.read(buffer, 0, buffer.length);
        } catch (IOException e) {
            throw lost(e);
        } finally {
            synchronized (readGuard) {
                readDeadline = null;
            }
        }
        if (count < 0 && missedRead != null) {
            throw missedRead.toException();
        }
        if (count < buffer.length) {
            // a full buffer has more behind it, and what comes then is acknowledged soon enough
            SocketTuning.acknowledgeAtOnce(plain);
        }
        return count;
    }

    /** Whether bytes have come; those of TLS may turn out to be none of the application's. */
    boolean isReadable() throws IOException {
        try {
            return in.available() > 0 || plain.getInputStream().available() > 0;
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** While suspended, reads wait without limit; afterwards a read that still waits gets its whole limit anew. */
    void suspendReadLimit(boolean suspended) {
        synchronized (readGuard) {
            readLimitSuspended = suspended;
            if (!suspended && readDeadline != null) {
                readDeadline = Deadline.in(readDeadline.limit().toNanos(), readDeadline.waitingFor(), readDeadline.limit());
            }
        }
    }

    /** Writes all bytes in one call, within the write limit. */
    void write(byte[] bytes, int offset, int count) throws IOException {
        writing.lock();
        try {
            writeLocked(bytes, offset, count);
        } finally {
            writing.unlock();
        }
    }

    /** As {@link #write}, unless another writer is at it for longer than the given time. */
    boolean tryWrite(byte[] bytes, Duration patience) throws IOException {
        try {
            if (!writing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            writeLocked(bytes, 0, bytes.length);
            return true;
        } finally {
            writing.unlock();
        }
    }

    private void writeLocked(byte[] bytes, int offset, int count) throws IOException {
        writeDeadline = Deadline.in(writeLimit.toNanos(), "progress in sending", writeLimit);
        try {
            out.write(bytes, offset, count);
            out.flush();
        } catch (IOException e) {
            throw lost(e);
        } finally {
            writeDeadline = null;
        }
    }

    private DimseException lost(IOException e) {
        Deadline missed = missedWrite != null ? missedWrite : missedRead;
        if (missed != null) {
            return missed.toException();
        }
        return new AssociationAbortedException("connection lost: " + e.getMessage(), e);
    }

    /** Does the TLS handshake within a limit. */
    void handshake(SSLSocket tls, Duration limit) throws IOException {
        writeDeadline = Deadline.in(limit.toNanos(), "TLS handshake", limit);
        try {
            tls.startHandshake();
        } catch (IOException e) {
            throw missedWrite != null ? missedWrite.toException() : e;
        } finally {
            writeDeadline = null;
        }
    }

    /** Nothing more will be written: tells the peer, and closes when it has had the given time to read what was sent. */
    void endOutput(Duration linger) {
        closeDeadline = Deadline.in(linger.toNanos(), "close", linger);
        try {
            plain.shutdownOutput();
        } catch (IOException e) {
            close();
        }
    }

    void close() {
        closed = true;
        Watchdog.forget(this);
        try {
            plain.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Called by the watchdog. */
    void checkDeadlines(long now) {
        Deadline close = closeDeadline;
        Deadline write = writeDeadline;
        if (close != null && close.isOver(now)) {
            close();
        } else if (write != null && write.isOver(now)) {
            missedWrite = write;
            close();
        } else {
            checkRead(now);
        }
    }

    private void checkRead(long now) {
        synchronized (readGuard) {
            if (readLimitSuspended || readDeadline == null || !readDeadline.isOver(now)) {
                return;
            }
            missedRead = readDeadline;
            readDeadline = null;
        }
        try {
            plain.shutdownInput();
        } catch (IOException e) {
            close();
        }
    }
}
