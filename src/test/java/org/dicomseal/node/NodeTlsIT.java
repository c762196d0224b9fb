package org.dicomseal.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.TestKeys;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.dimse.TlsOptions.ClientCertificate;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A node that speaks TLS on both sides: DCMTK sends with a certificate, and the archive asks for ours. */
@Timeout(120)
class NodeTlsIT {

    @TempDir
    Path folder;

    private TestKeys keys;
    private FakeArchive archive;
    private TestNode test;
    private Path image;

    @BeforeEach
    void start() throws Exception {
        keys = new TestKeys(folder);
        image = TestImages.files(folder.resolve("in"), 1, 1, 64).get(0);
        ServerOptions options = ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withTls(new TlsOptions(keys.context, ClientCertificate.NEEDED, false));
        archive = new FakeArchive(options);
        test = TestNode.start(folder, """
                listen: {address: 127.0.0.1, tlsPort: 0, clientCertificates: wanted}
                tls: {certificate: '%s', key: '%s', trust: '%s'}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d, tls: true}
                peers:
                  modality: {ae: CT1, certificates: ['%s']}
                routes: [{protect: []}]
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                """.formatted(keys.certificate, keys.key, keys.certificate, archive.port(), fingerprint(), folder.resolve("spool"),
                folder.resolve("node.p12")));
    }

    private String fingerprint() throws Exception {
        try (InputStream in = Files.newInputStream(keys.certificate)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            return HexFormat.ofDelimiter(":").formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        }
    }

    @AfterEach
    void stop() {
        if (test != null) {
            test.close();
        }
        if (archive != null) {
            archive.close();
        }
    }

    @Test
    void aPeerWithItsCertificateStoresAndTheArchiveGetsItByTlsToo() throws Exception {
        Peers.Run run = Peers.run("storescu", "+tls", keys.key, keys.certificate, "+cf", keys.certificate, "-aet", "CT1", "-aec", "SEAL",
                "127.0.0.1", test.port(), image);
        assertEquals(0, run.status(), run::output);
        test.awaitDrained();
        assertArrayEquals(TestImages.bytes(TestImages.ct(1, 64), TransferSyntax.EXPLICIT_LE), archive.objects.get(TestImages.instance(1)));
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws Exception {
        String before = shown();
        TestKeys renewed = new TestKeys(Files.createDirectory(folder.resolve("renewed")));
        Files.write(keys.key, Files.readAllBytes(renewed.key));
        Files.write(keys.certificate, Files.readAllBytes(renewed.certificate));
        TestNode.await(() -> !shown().equals(before));
    }

    /** The serial number of the certificate that the node shows to a new connection. */
    private String shown() {
        try {
            TrustManager[] trusting = {new X509ExtendedTrustManager() {
                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type) {
                }

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type) {
                }

                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
                }

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
                }

                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
                }

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
                }

                @Override
                public X509Certificate[] getAcceptedIssuers() {
                    return new X509Certificate[0];
                }
            }};
            SSLContext client = SSLContext.getInstance("TLS");
            client.init(null, trusting, null);
            try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", test.port())) {
                socket.startHandshake();
                return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber().toString();
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPeerWithoutItsCertificateIsRefusedWhateverItsTitle() throws Exception {
        Peers.Run run = Peers.run("storescu", "+tla", "-ic", "-aet", "CT1", "-aec", "SEAL", "127.0.0.1", test.port(), image);
        assertNotEquals(0, run.status());
        assertTrue(run.output().contains("Calling AE Title Not Recognized"), run::output);
        assertTrue(archive.objects.isEmpty());
    }
}
