package org.dicomseal.node;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dicomseal.keys.Secret;

/** The nodes that run on this machine with a keystore, as its owner's commands reach them: see {@link KeystoreSocket}. */
public final class RunningNodes {

    private final Path folder;

    public RunningNodes(Path keystore) {
        this.folder = KeystoreSocket.folder(keystore);
    }

    /**
     * What a node answered.
     *
     * @param done whether it did what it was asked to
     * @param text in words
     */
    public record Answer(boolean done, String text) {
    }

    /** Hands a second factor over; a node believes it only if it opens one of its keys. No answers: no node runs. */
    public List<Answer> unlock(Secret secret) throws IOException {
        byte[] bytes = secret.copyBytes();
        try {
            return ask(ByteBuffer.allocate(1 + bytes.length).put(KeystoreSocket.UNLOCK).put(bytes).array());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Lets nodes take over what was changed in the keystore. */
    public List<Answer> reload() throws IOException {
        return ask(new byte[] {KeystoreSocket.RELOAD});
    }

    private List<Answer> ask(byte[] request) throws IOException {
        List<Answer> answers = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> sockets = Files.newDirectoryStream(folder, "*" + KeystoreSocket.SUFFIX)) {
                for (Path socket : sockets) {
                    ask(socket, request, answers);
                }
            }
        }
        Arrays.fill(request, (byte) 0);
        return answers;
    }

    private static void ask(Path socket, byte[] request, List<Answer> answers) throws IOException {
        try (SocketChannel node = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer out = ByteBuffer.wrap(request);
            while (out.hasRemaining()) {
                node.write(out);
            }
            DataInputStream in = new DataInputStream(Channels.newInputStream(node));
            boolean done = in.readByte() == 0;
            answers.add(new Answer(done, in.readUTF()));
        } catch (ConnectException e) {
            // a node that was killed left it
            Files.deleteIfExists(socket);
        }
    }
}
