package org.dicomseal.dimse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;

/** TCP and TLS settings of our sockets. */
final class SocketTuning {

    private static final boolean QUICK_ACK = supportsQuickAck();

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** RFC 9325 section 4.2, and TLS 1.3's own. */
    private static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private SocketTuning() {
    }

    private static boolean supportsQuickAck() {
        try (Socket probe = new Socket()) {
            return probe.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        } catch (IOException e) {
            return false;
        }
    }

    /** No Nagle, and keep-alive for peers that vanish while we wait without a limit. */
    static void tune(Socket socket) throws IOException {
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        acknowledgeAtOnce(socket);
    }

    /**
     * Asks the kernel to acknowledge what was received now. Linux forgets it soon, so it is asked after each read. A
     * peer with Nagle's algorithm on holds its last, short segment back until we acknowledge: 40 ms an object.
     */
    static void acknowledgeAtOnce(Socket socket) {
        if (QUICK_ACK) {
            try {
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            } catch (IOException e) {
                // only speed is lost; a broken socket shows itself in the next read
            }
        }
    }

    static SSLSocket client(Socket plain, TlsOptions tls, InetSocketAddress address) throws IOException {
        SSLSocket socket = (SSLSocket) tls.context().getSocketFactory()
                .createSocket(plain, address.getHostString(), address.getPort(), true);
        SSLParameters parameters = modern(socket);
        if (tls.verifyHostName()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        return socket;
    }

    static SSLSocket server(Socket plain, TlsOptions tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.context().getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        socket.setUseClientMode(false);
        SSLParameters parameters = modern(socket);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setWantClientAuth(tls.clientCertificate() == TlsOptions.ClientCertificate.WANTED);
        if (tls.clientCertificate() == TlsOptions.ClientCertificate.NEEDED) {
            parameters.setNeedClientAuth(true);
        }
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static SSLParameters modern(SSLSocket socket) {
        List<String> suites = new ArrayList<>(CIPHER_SUITES);
        suites.retainAll(List.of(socket.getSupportedCipherSuites()));
        return new SSLParameters(suites.toArray(String[]::new), PROTOCOLS);
    }
}
