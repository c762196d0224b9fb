package org.dicomseal.node.config;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.dimse.Caller;
import org.dicomseal.seal.View;
import org.dicomseal.seal.WithoutPixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NodeConfigTest {

    private static final String GOOD = """
            listen: {port: 104}
            archives:
              main: {called: SEAL, ae: PACS, host: localhost, port: 4242}
            peers:
              ct: {ae: CT1, addresses: [10.1.0.0/16, 192.168.7.9]}
            """;

    @TempDir
    Path folder;

    @Test
    void theExampleInConfLoads() throws Exception {
        NodeConfig config = NodeConfig.load(Path.of("conf", "node.yaml"));
        assertEquals("ORTHANC", config.archiveCalled("DICOMSEAL").orElseThrow().ae());
        assertEquals(View.ORIGINAL, config.peers().get("workstation").view());
        assertEquals(11113, config.moveDestination("VIEWER").orElseThrow().move().orElseThrow().port());
        assertEquals("everything", config.route("CT1", "DICOMSEAL", "CT", "1.2.3").orElseThrow().name());
        assertEquals(Duration.ofSeconds(300), config.network().response());
        assertEquals(1L << 30, config.spool().lowDisk());
    }

    @Test
    void aShortFileIsFilledWithSafeDefaults() throws Exception {
        NodeConfig config = load(GOOD);
        ArchiveConfig archive = config.archives().get("main");
        assertEquals(FetchMethod.AUTO, archive.fetch());
        assertEquals(Reaction.REFUSE, archive.unsealed());
        assertEquals("SEAL", archive.calling());
        assertEquals(View.WATERMARKED, config.peers().get("ct").view());
        assertTrue(config.spool().encrypt());
        assertTrue(config.keystore().requireBackup());
        assertEquals(Set.of(Protection.WATERMARK, Protection.SEAL), config.routes().get(0).protect());
        assertEquals(Duration.ofSeconds(5), config.network().connect());
    }

    @Test
    void everyMistakeIsNamedWithItsLine() {
        List<String> mistakes = mistakesIn("""
                listen:
                  port: eleven
                  adress: 0.0.0.0
                archives:
                  main:
                    called: SEAL
                    ae: PACS
                    host: localhost
                    port: 70000
                    unsealed: maybe
                peers:
                  ct:
                    ae: CT1
                    archives: [mian]
                    view: original
                    trace: true
                routes:
                  - from: [CT2]
                    archive: man
                    protect: [watermark]
                    nonImage: seal
                  - protect: [seal]
                    unmarked: refuse
                """);
        assertMistake(mistakes, 2, "listen.port must be a whole number");
        assertMistake(mistakes, 3, "unknown key 'adress' in listen (did you mean 'address'?)");
        assertMistake(mistakes, 9, "archives.main.port must be a whole number from 1 to 65535");
        assertMistake(mistakes, 10, "'maybe' is none of refuse, flag, pass");
        assertMistake(mistakes, 14, "no archive 'mian' (did you mean 'main'?)");
        assertMistake(mistakes, 15, "'original' needs addresses or certificates");
        assertMistake(mistakes, 16, "an original carries no trace");
        assertMistake(mistakes, 18, "no peer has the AE title 'CT2' (did you mean 'CT1'?)");
        assertMistake(mistakes, 19, "no archive 'man' (did you mean 'main'?)");
        assertMistake(mistakes, 21, "nothing is sealed on a route");
        assertMistake(mistakes, 23, "nothing is marked on a route");
    }

    @Test
    void aPeerIsTracedUnderItsOwnNameOrAnother() throws Exception {
        NodeConfig config = load(GOOD + """
                  ward: {ae: WARD, trace: true}
                  clinic: {ae: CLINIC, trace: "St. Anna", undecodable: original}
                routes:
                  - protect: [watermark]
                """);
        assertEquals(Optional.empty(), config.peers().get("ct").trace());
        assertEquals(Undecodable.REFUSE, config.peers().get("ct").undecodable());
        assertEquals(Optional.of("ward"), config.peers().get("ward").trace());
        assertEquals(Optional.of("St. Anna"), config.peers().get("clinic").trace());
        assertEquals(Undecodable.ORIGINAL, config.peers().get("clinic").undecodable());
        assertEquals(WithoutPixels.FORWARD, config.routes().get(0).nonImage());
        assertEquals(Unmarked.FORWARD, config.routes().get(0).unmarked());
    }

    @Test
    void whatIsMissingIsNamed() {
        List<String> mistakes = mistakesIn("""
                listen: {}
                archives:
                  main:
                    host: localhost
                peers:
                  ct:
                    addresses: [127.0.0.1]
                """);
        assertMistake(mistakes, 1, "listen.port: is missing");
        assertMistake(mistakes, 4, "archives.main.called: is missing");
        assertMistake(mistakes, 4, "archives.main.ae: is missing");
        assertMistake(mistakes, 4, "archives.main.port: is missing");
        assertMistake(mistakes, 7, "peers.ct.ae: is missing");
    }

    @Test
    void aCalledAeTitleNamesOneArchive() {
        assertMistake(mistakesIn(GOOD.replace("peers:", "  other: {called: SEAL, ae: P2, host: h, port: 1}\npeers:")), 4,
                "already stands for main");
        assertMistake(mistakesIn(GOOD + "fetchAe: SEAL\n"), 3, "already stands for fetchAe");
    }

    @Test
    void aKeyGivenTwiceIsAMistakeAndNotTheLastOneWins() {
        assertMistake(mistakesIn(GOOD + "listen: {port: 105}\n"), 6, "'listen' is given twice");
    }

    @Test
    void anOpenDoorIsRefused() {
        assertMistake(mistakesIn(GOOD.replace("ae: CT1, addresses: [10.1.0.0/16, 192.168.7.9]", "ae: '*'")), 5, "'*' needs addresses");
    }

    @Test
    void badTitlesAddressesFingerprintsAndSizesAreNamed() {
        assertMistake(mistakesIn(GOOD.replace("CT1", "MUCH-TOO-LONG-A-TITLE")), 5, "is no AE title");
        assertMistake(mistakesIn(GOOD.replace("10.1.0.0/16", "10.1.0.0/40")), 5, "impossible number of bits");
        assertMistake(mistakesIn(GOOD.replace("ae: CT1,", "ae: CT1, certificates: [abc],")), 5, "SHA-256 fingerprint");
        assertMistake(mistakesIn(GOOD + "spool: {lowDisk: 5x}\n"), 6, "spool.lowDisk must be a size");
        assertMistake(mistakesIn(GOOD + "timeouts: {connect: 0s}\n"), 6, "timeouts.connect must be a time");
        assertMistake(mistakesIn(GOOD + "limits: {pdu: 1k}\n"), 6, "limits.pdu: must be from 4k to 1m");
        assertMistake(mistakesIn(GOOD + "retry: {base: 5m, max: 1s}\n"), 6, "retry.max: is shorter than base");
    }

    @Test
    void tlsWithoutAnIdentityIsAMistake() {
        assertMistake(mistakesIn(GOOD.replace("{port: 104}", "{tlsPort: 2762}")), 1, "needs the section tls");
        assertMistake(mistakesIn(GOOD.replace("port: 4242", "port: 4242, tls: true")), 3, "needs the section tls");
    }

    @Test
    void whatIsNotYamlIsSaidToBeSo() {
        assertMistake(mistakesIn("listen: [port\n"), 2, "not YAML");
        assertMistake(mistakesIn(""), 1, "empty");
        assertMistake(mistakesIn("just a text\n"), 1, "must be a mapping");
    }

    @Test
    void aCallerIsAPeerOnlyByAllThatIsConfiguredOfIt() throws Exception {
        NodeConfig config = load(GOOD);
        assertTrue(config.peer(caller("CT1", "10.1.200.3")).isPresent());
        assertTrue(config.peer(caller("CT1", "192.168.7.9")).isPresent());
        assertFalse(config.peer(caller("CT1", "10.2.0.1")).isPresent());
        assertFalse(config.peer(caller("CT2", "10.1.200.3")).isPresent());
    }

    @Test
    void aCallerIsTheFirstPeerOfItsVeryTitleBeforeAnyThatTakesAllTitles() throws Exception {
        StringBuilder many = new StringBuilder("""
                listen: {port: 104}
                archives: {main: {called: SEAL, ae: PACS, host: 127.0.0.1, port: 104}}
                peers:
                  everybody: {ae: '*', addresses: [10.0.0.0/8]}
                """);
        for (int i = 0; i < 20; i++) {
            many.append("  viewer").append(i).append(": {ae: VIEWER, addresses: [10.0.0.0/8]}\n");
        }
        NodeConfig config = load(many.toString());
        assertEquals("viewer0", config.peer(caller("VIEWER", "10.1.2.3")).orElseThrow().name());
        assertEquals("everybody", config.peer(caller("OTHER", "10.1.2.3")).orElseThrow().name());
    }

    @Test
    void theFirstRouteThatMatchesCounts() throws Exception {
        NodeConfig config = load(GOOD + """
                routes:
                  - {name: plain, modalities: [MG], protect: [seal]}
                  - {name: ct, from: [CT1], nonImage: forward}
                """);
        assertEquals("plain", config.route("CT1", "SEAL", "MG", "1.2").orElseThrow().name());
        assertEquals("ct", config.route("CT1", "SEAL", "CT", "1.2").orElseThrow().name());
        assertTrue(config.route("OTHER", "SEAL", "CT", "1.2").isEmpty());
    }

    private NodeConfig load(String text) throws IOException, ConfigException {
        Path file = folder.resolve("node.yaml");
        Files.writeString(file, text);
        return NodeConfig.load(file);
    }

    private List<String> mistakesIn(String text) {
        return assertThrows(ConfigException.class, () -> load(text)).mistakes();
    }

    private static void assertMistake(List<String> mistakes, int line, String text) {
        assertTrue(mistakes.stream().anyMatch(mistake -> mistake.contains("node.yaml:" + line + ": ") && mistake.contains(text)),
                () -> "no '" + text + "' at line " + line + " in\n" + String.join("\n", mistakes));
    }

    private static Caller caller(String ae, String address) {
        return new Caller(ae, "SEAL", new InetSocketAddress(address, 104), List.of());
    }
}
