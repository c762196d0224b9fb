package org.dicomseal.dimse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.dicomseal.dimse.TlsOptions.ClientCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** TLS between our user and our provider. */
@Timeout(60)
class TlsIT {

    @TempDir
    private static Path folder;
    private static TestKeys keys;

    private final Memory memory = new Memory();

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = new TestKeys(folder);
    }

    private DimseServer server(ClientCertificate clientCertificate) throws IOException {
        NetworkOptions network = NetworkOptions.DEFAULTS.withAcse(Duration.ofSeconds(2)).withIdle(Duration.ofSeconds(2));
        return DimseServer.start(ServerOptions.at(Memory.loopback()).withNetwork(network)
                .withTls(new TlsOptions(keys.context, clientCertificate, false)), memory, new DimseServices().onStore(memory));
    }

    @ParameterizedTest
    @EnumSource(ClientCertificate.class)
    void objectsArriveAndThePolicySeesTheCertificate(ClientCertificate asked) throws IOException {
        TlsOptions client = new TlsOptions(keys.context, ClientCertificate.NONE, true);
        byte[] object = Memory.bytes(700_000, 1);
        try (DimseServer server = server(asked);
                Association association = Association.open(server.address(), Memory.proposal(), NetworkOptions.DEFAULTS, client)) {
            StoreRequest request = new StoreRequest(Memory.CT, "1.1", Memory.EXPLICIT);
            assertEquals(Outcome.SUCCESS, new StoreScu(association).store(request, ObjectWriter.of(object)));
        }
        assertArrayEquals(object, memory.objects.get("1.1"));
        assertEquals(asked == ClientCertificate.NONE ? 0 : 1, memory.lastCaller.certificates().size());
    }

    @Test
    void plainPeersAndPeersThatSayNothingEndInAnError() throws IOException {
        try (DimseServer server = server(ClientCertificate.NONE); Socket silent = new Socket(server.address().getAddress(), server.address().getPort())) {
            assertThrows(DimseException.class, () -> Association.open(server.address(), Memory.proposal(), NetworkOptions.DEFAULTS, null));
            assertEquals(-1, silent.getInputStream().read());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.1", "TLSv1"})
    void oldProtocolsAreRefused(String protocol) throws IOException {
        try (DimseServer server = server(ClientCertificate.NONE);
                SSLSocket socket = (SSLSocket) keys.context.getSocketFactory().createSocket("127.0.0.1", server.address().getPort())) {
            socket.setEnabledProtocols(new String[] {protocol});
            assertThrows(IOException.class, socket::startHandshake);
        }
    }

    /** The client that comes with Java no longer speaks what is old, so this one is bytes: what it is told is what counts. */
    @ParameterizedTest
    @ValueSource(ints = {0x0302, 0x0301, 0x0300})
    void aClientThatKnowsNothingNewerThanTls11IsToldSo(int version) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(version >> 8);
        body.write(version);
        body.write(new byte[32]);
        body.write(0);
        // ECDHE and RSA with AES-128-CBC-SHA, which every version up to 1.2 knows; no compression
        body.write(new byte[] {0, 4, (byte) 0xC0, 0x13, 0, 0x2F, 1, 0});
        byte[] hello = body.toByteArray();
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(new byte[] {22, 3, 1, 0, (byte) (hello.length + 4), 1, 0, 0, (byte) hello.length});
        record.write(hello);
        try (DimseServer server = server(ClientCertificate.NONE);
                Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream().write(record.toByteArray());
            byte[] answer = socket.getInputStream().readNBytes(7);
            assertEquals(21, answer[0], "an alert");
            assertEquals(2, answer[5], "a fatal one");
            assertEquals(70, answer[6], "protocol_version");
        }
    }

    /** BCP 195 (RFC 9325): no static RSA, no CBC. */
    @Test
    void onlyForwardSecretAuthenticatedSuitesAreOffered() throws IOException {
        try (DimseServer server = server(ClientCertificate.NONE);
                SSLSocket socket = (SSLSocket) keys.context.getSocketFactory().createSocket("127.0.0.1", server.address().getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            List<String> weak = Arrays.stream(socket.getSupportedCipherSuites()).filter(suite -> suite.contains("_CBC_")).toList();
            socket.setEnabledCipherSuites(weak.toArray(String[]::new));
            assertThrows(IOException.class, socket::startHandshake);
        }
        try (DimseServer server = server(ClientCertificate.NONE);
                SSLSocket socket = (SSLSocket) keys.context.getSocketFactory().createSocket("127.0.0.1", server.address().getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            assertTrue(socket.getSession().getCipherSuite().matches("TLS_ECDHE_.*_(GCM|POLY1305)_.*"), socket.getSession().getCipherSuite());
        }
    }

    @Test
    void aPeerThatTakesNoBytesIsATimeoutWithTlsToo() throws Exception {
        TlsOptions client = new TlsOptions(keys.context, ClientCertificate.NONE, true);
        CountDownLatch done = new CountDownLatch(1);
        DimseServices stuck = new DimseServices().onStore((association, request, in) -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return Outcome.SUCCESS;
        });
        try (DimseServer server = DimseServer.start(ServerOptions.at(Memory.loopback())
                .withTls(new TlsOptions(keys.context, ClientCertificate.NONE, false)), memory, stuck)) {
            Association association = Association.open(server.address(), Memory.proposal(),
                    NetworkOptions.DEFAULTS.withWrite(Duration.ofMillis(300)), client);
            assertThrows(DimseTimeoutException.class, () -> new StoreScu(association).store(
                    new StoreRequest(Memory.CT, "1.1", Memory.EXPLICIT), ObjectWriter.of(new byte[100_000_000])));
            done.countDown();
        }
    }
}
