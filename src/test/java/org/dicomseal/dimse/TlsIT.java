package org.dicomseal.dimse;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
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
