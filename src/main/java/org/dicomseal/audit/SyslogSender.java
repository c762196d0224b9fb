package org.dicomseal.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.dicomseal.node.config.AuditConfig;
import org.dicomseal.node.config.AuditConfig.Protocol;

/**
 * Sends to a syslog server: one datagram a message (RFC 5426), or a stream of messages with their lengths before them, over
 * TLS (RFC 5425) or plain TCP (RFC 6587 section 3.4.1). None of these is ever answered: what the server did not keep is lost to it.
 */
final class SyslogSender implements Closeable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int LARGEST_DATAGRAM = 65_000;

    private final AuditConfig.Syslog server;
    private final SSLContext tls;
    private final boolean verifyHostName;
    private Socket stream;
    private DatagramSocket datagrams;

    /** @param tls null unless the protocol is TLS */
    SyslogSender(AuditConfig.Syslog server, SSLContext tls, boolean verifyHostName) {
        this.server = server;
        this.tls = tls;
        this.verifyHostName = verifyHostName;
    }

    /** Hands one message to the network. After a failure the next call connects anew. */
    void send(String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            if (server.protocol() == Protocol.UDP) {
                sendDatagram(bytes);
            } else {
                sendInStream(bytes);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void sendDatagram(byte[] bytes) throws IOException {
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
            throw new IOException("unknown host " + server.host());
        }
        if (datagrams == null) {
            datagrams = new DatagramSocket();
        }
        datagrams.send(new DatagramPacket(bytes, Math.min(bytes.length, LARGEST_DATAGRAM), address));
    }

    private void sendInStream(byte[] bytes) throws IOException {
        if (stream == null || hasEnded(stream)) {
            close();
            stream = connect();
        }
        byte[] length = (bytes.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] framed = new byte[length.length + bytes.length];
        System.arraycopy(length, 0, framed, 0, length.length);
        System.arraycopy(bytes, 0, framed, length.length, bytes.length);
        OutputStream out = stream.getOutputStream();
        out.write(framed);
        out.flush();
    }

    /** A server says nothing; if something can be read it is its end. Without this look a first message would vanish in a dead connection. */
    private static boolean hasEnded(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(server.host(), server.port()), CONNECT_MILLIS);
            socket.setKeepAlive(true);
            socket.setSoTimeout(CONNECT_MILLIS);
            if (server.protocol() == Protocol.TCP) {
                return socket;
            }
            SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, server.host(), server.port(), true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            if (verifyHostName) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            // It is gone either way.
        }
        stream = null;
        if (datagrams != null) {
            datagrams.close();
            datagrams = null;
        }
    }
}
