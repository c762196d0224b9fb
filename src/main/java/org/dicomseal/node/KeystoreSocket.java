package org.dicomseal.node;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.dicomseal.keys.OwnerOnly;
import org.dicomseal.keys.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UNIX domain socket through which commands of the same user reach the running node: in {@code NAME.run} beside the keystore, a folder
 * that its owner alone may enter. One request a connection: 'U' and 32 bytes (a second factor), or 'R' (read the keystore anew); the answer
 * is 1 byte (0: done, 1: not) and a text (2 bytes of length, then modified UTF-8).
 */
final class KeystoreSocket implements AutoCloseable {

    static final byte UNLOCK = 'U';
    static final byte RELOAD = 'R';
    static final int SECRET_BYTES = 32;
    static final String SUFFIX = ".sock";

    private static final Logger LOG = LoggerFactory.getLogger(KeystoreSocket.class);
    private static final long PATIENCE_SECONDS = 30;

    private final Path path;
    private final ServerSocketChannel server;
    private final KeystoreService service;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "keystore-watchdog"));

    private KeystoreSocket(Path path, ServerSocketChannel server, KeystoreService service) {
        this.path = path;
        this.server = server;
        this.service = service;
    }

    /** Where the sockets of the nodes on a keystore are. */
    static Path folder(Path keystore) {
        return keystore.toAbsolutePath().resolveSibling(keystore.getFileName() + ".run");
    }

    static KeystoreSocket open(Path keystore, KeystoreService service) throws IOException {
        Path folder = folder(keystore);
        if (!Files.exists(folder)) {
            Files.createDirectories(folder, OwnerOnly.folderAttributes());
        }
        PosixFileAttributeView posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
        Path path = folder.resolve(UUID.randomUUID().toString().substring(0, 8) + SUFFIX);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            server.close();
            throw new IOException("no socket at " + path + " for 'unlock': " + e.getMessage(), e);
        }
        KeystoreSocket socket = new KeystoreSocket(path, server, service);
        daemon(socket::serve, "keystore-socket").start();
        return socket;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel caller = server.accept()) {
                // whoever says nothing is hung up on: this socket has no other time limit
                ScheduledFuture<?> limit = watchdog.schedule(() -> hangUp(caller), PATIENCE_SECONDS, TimeUnit.SECONDS);
                answer(caller);
                limit.cancel(false);
            } catch (ClosedChannelException e) {
                LOG.debug("keystore socket closed", e);
            } catch (IOException | RuntimeException e) {
                LOG.warn("a request at the keystore socket broke off: {}", e.toString());
            }
        }
    }

    private static void hangUp(SocketChannel caller) {
        try {
            caller.close();
        } catch (IOException e) {
            LOG.debug("hanging up", e);
        }
    }

    private void answer(SocketChannel caller) throws IOException {
        DataInputStream in = new DataInputStream(Channels.newInputStream(caller));
        KeystoreService.Answer answer = switch (in.readByte()) {
            case UNLOCK -> unlock(in);
            case RELOAD -> service.reload();
            default -> new KeystoreService.Answer(false, "the node doesn't know this request");
        };
        DataOutputStream out = new DataOutputStream(Channels.newOutputStream(caller));
        out.writeByte(answer.done() ? 0 : 1);
        out.writeUTF(answer.text());
        out.flush();
    }

    private KeystoreService.Answer unlock(DataInputStream in) throws IOException {
        byte[] bytes = new byte[SECRET_BYTES];
        in.readFully(bytes);
        try (Secret secret = Secret.owning(bytes)) {
            return service.unlock(secret);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("keystore socket: {}", e.toString());
        }
        watchdog.shutdownNow();
    }
}
