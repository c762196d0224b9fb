package org.dicomseal.dimse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for associations and serves them, one thread each. */
public final class DimseServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DimseServer.class);
    private static final int BACKLOG = 256;
    /** Connections that may wait for their association request to come, or their TLS handshake to end. */
    private static final int WAITING = 256;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private volatile ServerOptions options;
    private final AssociationPolicy policy;
    private final ServerEvents events;
    private final DimseServices services;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(DimseServer::thread);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Set<ServerSession> sessions = ConcurrentHashMap.newKeySet();
    private final Lobby lobby = new Lobby(WAITING);
    private final Places places = new Places();
    private volatile boolean stopping;

    private DimseServer(ServerOptions options, AssociationPolicy policy, DimseServices services, ServerEvents events) throws IOException {
        this.options = options;
        this.policy = policy;
        this.events = events;
        this.services = services;
        this.listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(options.address(), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException("can't listen at " + options.address() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Binds and starts to accept. Its threads are daemons.
     *
     * @throws IOException if the address can't be bound
     */
    public static DimseServer start(ServerOptions options, AssociationPolicy policy, DimseServices services) throws IOException {
        return start(options, policy, services, ServerEvents.NONE);
    }

    /** @param events told of connections */
    public static DimseServer start(ServerOptions options, AssociationPolicy policy, DimseServices services, ServerEvents events)
            throws IOException {
        DimseServer server = new DimseServer(options, policy, services, events);
        server.threads.execute(server::acceptConnections);
        return server;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "dimse-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** The address it is bound to, with the real port. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Changes what counts for connections from now on. It goes on listening where it does; those that are there stay as they are. */
    public synchronized void change(UnaryOperator<ServerOptions> change) {
        options = change.apply(options);
    }

    /** Whether it takes connections. */
    public boolean isListening() {
        return !stopping && !listener.isClosed();
    }

    /** How many associations there are now. */
    public int associations() {
        return sessions.size();
    }

    private void acceptConnections() {
        while (!stopping) {
            try {
                receive(listener.accept());
            } catch (IOException e) {
                if (!stopping) {
                    // out of file descriptors, most likely: wait for some to be closed
                    LOG.error("can't accept a connection: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(Socket socket) {
        connections.add(socket);
        lobby.enter(socket).ifPresent(DimseServer::closeQuietly);
        try {
            threads.execute(() -> {
                try {
                    serve(socket);
                } finally {
                    forget(socket);
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            closeQuietly(socket);
            forget(socket);
            if (!stopping) {
                // this one is lost, the next ones need not be
                LOG.error("no thread for a connection from {}: {}", socket.getInetAddress().getHostAddress(), e.getMessage());
                pause();
            }
        }
    }

    private void serve(Socket socket) {
        Seat seat = new Seat(socket);
        try {
            SocketTuning.tune(socket);
            Optional<Association> association = new ServerHandshake(options, policy, events).establish(socket, seat);
            if (association.isEmpty()) {
                return;
            }
            LOG.debug("association {} with {}", association.get().caller(), association.get().peerImplementation());
            ServerSession session = new ServerSession(association.get(), services, threads);
            sessions.add(session);
            events.associated(association.get().caller());
            try {
                if (stopping) {
                    session.stop();
                }
                session.serve();
            } finally {
                sessions.remove(session);
                events.ended(association.get().caller());
            }
        } catch (IOException e) {
            if (seat.asked || lobby.leave(socket)) {
                events.failed((InetSocketAddress) socket.getRemoteSocketAddress(), String.valueOf(e.getMessage()));
                LOG.info("no association with {}: {}", socket.getInetAddress().getHostAddress(), e.getMessage());
            }
            // else it had to go for another one: to note each would be a flood too
        } catch (RuntimeException | Error e) {
            events.failed((InetSocketAddress) socket.getRemoteSocketAddress(), "a fault of ours");
            LOG.error("association with {} failed", socket.getInetAddress().getHostAddress(), e);
            closeQuietly(socket);
            throw e;
        } finally {
            seat.leave();
        }
    }

    private synchronized void forget(Socket socket) {
        lobby.leave(socket);
        connections.remove(socket);
        notifyAll();
    }

    /** An association's place, which a connection gets when its request has come and nothing else speaks against it. */
    private final class Seat implements Supplier<Optional<AssociateReject>> {

        private final Socket socket;
        private boolean asked;
        private boolean taken;

        Seat(Socket socket) {
            this.socket = socket;
        }

        @Override
        public Optional<AssociateReject> get() {
            asked = true;
            lobby.leave(socket);
            ServerOptions now = options;
            taken = places.take(socket.getInetAddress(), now.maxAssociations(), now.maxAssociationsPerPeer());
            return taken ? Optional.empty() : Optional.of(AssociateReject.LOCAL_LIMIT_EXCEEDED);
        }

        void leave() {
            if (taken) {
                places.leave(socket.getInetAddress());
            }
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("close failed: {}", e.getMessage());
        }
    }

    /** Stops accepting, lets running operations end within the stop wait, aborts what is left. Returns when all is over. */
    @Override
    public void close() {
        stopping = true;
        try {
            listener.close();
        } catch (IOException e) {
            LOG.debug("close failed: {}", e.getMessage());
        }
        lobby.all().forEach(DimseServer::closeQuietly);
        sessions.forEach(ServerSession::stop);
        if (!ended(options.stopWait())) {
            sessions.forEach(ServerSession::abort);
            connections.forEach(DimseServer::closeQuietly);
            if (!ended(options.network().acse())) {
                LOG.warn("{} associations did not end", sessions.size());
            }
        }
        threads.shutdownNow();
    }

    private synchronized boolean ended(Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        try {
            while (!connections.isEmpty() && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return connections.isEmpty();
    }
}
