package org.dicomseal.e2e;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.TestKeys;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.dimse.TlsOptions.ClientCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A C-MOVE whose destination takes images by TLS alone, and from who shows the node's certificate. */
@Timeout(120)
class TlsDestinationIT {

    @TempDir
    Path folder;

    @Test
    void anImageComesBackByTlsToADestinationThatKnowsUsAndNotToOneThatWeDoNotTrust() throws Exception {
        TestKeys keys = new TestKeys(Files.createDirectory(folder.resolve("ours")));
        TestKeys strange = new TestKeys(Files.createDirectory(folder.resolve("strange")));
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
                ReceivingAe receiver = new ReceivingAe(tls(keys));
                ReceivingAe untrusted = new ReceivingAe(tls(strange));
                RunningNode node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ARCHIVE", archive.port(), ""), """
                        tls: {certificate: '%s', key: '%s', trust: '%1$s'}
                        peers:
                          viewer: {ae: VIEWER, addresses: [127.0.0.1], view: original, move: {host: 127.0.0.1, port: %d, tls: true}}
                          other: {ae: OTHER, addresses: [127.0.0.1], view: original, move: {host: 127.0.0.1, port: %d, tls: true}}
                        """.formatted(keys.certificate, keys.key, receiver.port(), untrusted.port()))) {
            Specimen image = Synthetic.ct("2.25.1", 1, 64);
            assertEquals(Status.SUCCESS, node.scu("VIEWER").store(image).status());
            node.awaitForwarded();

            RetrieveOutcome good = node.scu("VIEWER").move("VIEWER", Scu.study(image.study()));
            assertEquals(Status.SUCCESS, good.outcome().status());
            assertEquals(List.of(), image.differencesFrom(receiver.objects.get(image.sopInstance())));

            RetrieveOutcome bad = node.scu("VIEWER").move("OTHER", Scu.study(image.study()));
            assertTrue(Status.isFailure(bad.outcome().status()) || bad.outcome().status() == Status.COMPLETE_WITH_FAILURES);
            assertTrue(untrusted.objects.isEmpty());
        }
    }

    private static ServerOptions tls(TestKeys keys) {
        return ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withTls(new TlsOptions(keys.context, ClientCertificate.NEEDED, false));
    }
}
