package org.dicomseal.node;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dicomseal.console.Console;
import org.dicomseal.console.Metrics;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.AssociationRejectedException;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.Password;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.spool.QueueState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An operator at a running node's console. */
@Timeout(180)
class ConsoleIT {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[^}]*})? ([-+0-9.eE]+|NaN|[+-]Inf)( [0-9]+)?");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private FakeArchive archive;
    private Keyring keyring;
    private Metrics metrics;
    private Node node;
    private ConfigFile file;
    private Console console;

    @BeforeEach
    void start() throws Exception {
        archive = new FakeArchive(0);
        keyring = Keyring.init(folder.resolve("node.p12"), Password.of("a test's password".toCharArray()));
        start("console: {port: 0}\n");
    }

    private void start(String consoleSection) throws Exception {
        Path path = Files.writeString(folder.resolve("node.yaml"), configuration(consoleSection));
        NodeConfig config = NodeConfig.load(path);
        metrics = new Metrics();
        node = Node.start(config, keyring, id -> Optional.empty(), metrics);
        file = new ConfigFile(path, node);
        console = Console.start(config.console(), node, file, metrics);
    }

    private String configuration(String more) {
        return """
                name: test
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d}
                peers:
                  anyone: {ae: '*', addresses: [127.0.0.1]}
                  viewer: {ae: VIEWER, move: {host: 127.0.0.1, port: %d}}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                retry: {base: 50ms, max: 200ms, attempts: 2}
                """.formatted(archive.port(), archive.port(), folder.resolve("spool"), folder.resolve("node.p12")) + more;
    }

    @AfterEach
    void stop() {
        stopNode();
        keyring.close();
        archive.close();
    }

    private void stopNode() {
        console.close();
        file.close();
        node.close();
        metrics.close();
    }

    @Test
    void healthNamesEveryCheck() throws Exception {
        HttpResponse<String> answer = get("/health");
        assertEquals(200, answer.statusCode(), answer.body());
        for (String check : new String[] {"listeners", "keystore", "spool", "room", "queue"}) {
            assertTrue(answer.body().contains('"' + check + '"'), answer.body());
        }
        assertEquals(200, get("/health/live").statusCode());
    }

    @Test
    void aNodeThatTakesNothingInIsNotHealthy() throws Exception {
        stopNode();
        start("console: {port: 0}\n");
        node.close();
        HttpResponse<String> answer = get("/health");
        assertEquals(503, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("not listening"), answer.body());
    }

    @Test
    void aFailureIsShownWithItsCauseAndARequeueDeliversItOnceTheArchiveIsBack() throws Exception {
        archive.answers.add(0xA900);
        archive.answers.add(0xA900);
        store(1);
        TestNode.await(() -> node.spool().counts().get(QueueState.DEAD) == 1);
        JsonObject failures = json(get("/api/failures"));
        JsonObject entry = failures.getAsJsonArray("entries").get(0).getAsJsonObject();
        assertEquals("refused", entry.get("cause").getAsString());
        assertTrue(entry.get("message").getAsString().contains("A900"), entry::toString);
        assertEquals(TestImages.instance(1), entry.get("sopInstance").getAsString());
        assertTrue(get("/").body().contains(TestImages.instance(1)));
        assertEquals(200, get("/api/queue/" + entry.get("id").getAsString()).statusCode());
        assertEquals(1, json(get("/api/queue?state=dead&archive=main")).getAsJsonArray("entries").size());
        assertEquals(0, json(get("/api/queue?state=dead&archive=other")).getAsJsonArray("entries").size());

        HttpResponse<String> requeued = post("/api/queue/" + entry.get("id").getAsString() + "/requeue");
        assertEquals(200, requeued.statusCode(), requeued.body());
        TestNode.await(() -> archive.objects.containsKey(TestImages.instance(1)));
        TestNode.await(() -> node.spool().counts().values().stream().mapToLong(Long::longValue).sum() == 0);
    }

    @Test
    void allThatFailedOfAnArchiveIsRequeuedAtOnce() throws Exception {
        for (int i = 0; i < 6; i++) {
            archive.answers.add(0xA900);
        }
        for (int seed = 0; seed < 3; seed++) {
            store(seed);
        }
        TestNode.await(() -> node.spool().counts().get(QueueState.DEAD) == 3);
        assertEquals(3, json(post("/api/archives/main/requeue")).get("requeued").getAsInt());
        TestNode.await(() -> archive.objects.size() == 3);
    }

    @Test
    void aDropNeedsToBeConfirmed() throws Exception {
        archive.answers.add(0xA900);
        archive.answers.add(0xA900);
        store(1);
        TestNode.await(() -> node.spool().counts().get(QueueState.DEAD) == 1);
        String drop = "/api/queue/" + node.spool().list(QueueState.DEAD, null, 1).get(0).id() + "/drop";
        assertEquals(409, post(drop + "?confirm=0123456789abcdef").statusCode());
        HttpResponse<String> first = post(drop);
        assertEquals(202, first.statusCode(), first.body());
        assertEquals(1, node.spool().counts().get(QueueState.DEAD));
        HttpResponse<String> second = post(drop + "?confirm=" + json(first).get("confirm").getAsString());
        assertEquals(200, second.statusCode(), second.body());
        assertEquals(0, node.spool().counts().get(QueueState.DEAD));
        assertEquals(404, post(drop).statusCode());
        assertTrue(archive.objects.isEmpty());
    }

    @Test
    void theQueueIsReadPageByPage() throws Exception {
        archive.rejection = Optional.of(AssociateReject.LOCAL_LIMIT_EXCEEDED);
        for (int seed = 0; seed < 5; seed++) {
            store(seed);
        }
        Map<String, Integer> seen = new HashMap<>();
        String after = "";
        for (int pages = 0; pages < 4; pages++) {
            JsonObject page = json(get("/api/queue?limit=2" + after));
            for (JsonElement entry : page.getAsJsonArray("entries")) {
                seen.merge(entry.getAsJsonObject().get("id").getAsString(), 1, Integer::sum);
            }
            if (!page.has("next")) {
                break;
            }
            after = "&after=" + page.get("next").getAsString();
        }
        assertEquals(5, seen.size());
        assertTrue(seen.values().stream().allMatch(times -> times == 1), seen::toString);
        assertEquals(400, get("/api/queue?state=nonsense").statusCode());
        archive.rejection = Optional.empty();
    }

    @Test
    void archivesAndPeersAreShownAndAsked() throws Exception {
        assertTrue(get("/api/archives").body().contains("\"ARCHIVE\""));
        assertTrue(get("/api/peers").body().contains("\"VIEWER\""));
        assertTrue(get("/api/routes").body().contains("\"watermark\""));
        assertTrue(json(post("/api/archives/main/echo")).get("answered").getAsBoolean());
        assertTrue(json(post("/api/peers/viewer/echo")).get("answered").getAsBoolean());
        assertEquals(404, post("/api/peers/anyone/echo").statusCode());
        assertEquals(404, post("/api/archives/none/echo").statusCode());
        archive.rejection = Optional.of(AssociateReject.CALLING_AE_NOT_RECOGNIZED);
        JsonObject refused = json(post("/api/archives/main/echo"));
        assertFalse(refused.get("answered").getAsBoolean());
    }

    @Test
    void aReloadAddsARoute() throws Exception {
        Files.writeString(folder.resolve("node.yaml"), configuration("routes: [{name: ct, modalities: [CT], protect: []}]\nconsole: {port: 0}\n"));
        HttpResponse<String> answer = post("/api/reload");
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"routes\""), answer.body());
        assertTrue(get("/api/routes").body().contains("\"ct\""));
    }

    @Test
    void aBrokenFileChangesNothingAndEveryMistakeIsNamed() throws Exception {
        String before = get("/api/routes").body();
        Files.writeString(folder.resolve("node.yaml"), configuration("routes: [{nme: ct}]\nretry: {base: never}\nconsole: {port: 0}\n"));
        HttpResponse<String> answer = post("/api/reload");
        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("'nme'") && answer.body().contains("retry"), answer.body());
        assertEquals(before, get("/api/routes").body());
    }

    @Test
    void metricsAreReadAsPrometheusReadsThem() throws Exception {
        store(1);
        TestNode.await(() -> archive.objects.size() == 1);
        assertThrows(AssociationRejectedException.class, () -> associate("NOBODY"));
        TestNode.await(() -> node.spool().counts().values().stream().mapToLong(Long::longValue).sum() == 0);
        HttpResponse<String> answer = get("/metrics");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain; version=0.0.4"));
        Map<String, Double> samples = samples(answer.body());
        assertEquals(1, samples.get("dicomseal_stores_total{status=\"0x0000\"}"));
        assertEquals(1, samples.get("dicomseal_forwarded_total{archive=\"main\"}"));
        assertEquals(1, samples.get("dicomseal_seal_seconds_count"));
        assertEquals(1, samples.get("dicomseal_ready"));
        assertTrue(samples.get("dicomseal_received_bytes_total") > 64 * 64 * 2, samples::toString);
        assertTrue(samples.keySet().stream().anyMatch(name -> name.startsWith("dicomseal_associations_rejected_total{reason=")), samples::toString);
        assertTrue(samples.keySet().stream().anyMatch(name -> name.startsWith("dicomseal_seal_seconds_bucket{le=")), samples::toString);
        assertTrue(samples.keySet().stream().anyMatch(name -> name.startsWith("jvm_memory_used_bytes{")), samples::toString);
    }

    private static Map<String, Double> samples(String text) {
        Map<String, Double> samples = new HashMap<>();
        for (String line : text.split("\n")) {
            if (!line.startsWith("#") && !line.isBlank()) {
                Matcher sample = SAMPLE.matcher(line);
                assertTrue(sample.matches(), () -> "no sample: " + line);
                String value = sample.group(3).replace("Inf", "Infinity");
                samples.put(sample.group(1) + (sample.group(2) == null ? "" : sample.group(2)), Double.valueOf(value));
            }
        }
        return samples;
    }

    @Test
    void noPatientIsNamedAnywhere() throws Exception {
        archive.rejection = Optional.of(AssociateReject.LOCAL_LIMIT_EXCEEDED);
        store(1);
        TestNode.await(() -> !node.spool().list(QueueState.RETRYING, null, 1).isEmpty());
        for (String path : new String[] {"/", "/api/queue", "/api/failures", "/metrics", "/health"}) {
            String body = get(path).body();
            assertFalse(body.contains("TEST^NODE") || body.contains("T-1"), () -> path + ": " + body);
        }
        archive.rejection = Optional.empty();
    }

    @Test
    void aPageThatReboundItsNameToUsIsRefused() throws Exception {
        assertEquals(421, statusOf("GET /api/queue HTTP/1.1\r\nHost: evil.example.org\r\nConnection: close\r\n\r\n"));
        assertEquals(200, statusOf("GET /api/queue HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"));
        assertEquals(421, statusOf("GET /api/queue HTTP/1.1\r\nHost: localhost.evil.example.org\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void aFormOfAnotherPageChangesNothing() throws Exception {
        HttpRequest plain = HttpRequest.newBuilder(uri("/api/reload")).POST(HttpRequest.BodyPublishers.noBody()).build();
        assertEquals(403, http.send(plain, HttpResponse.BodyHandlers.ofString()).statusCode());
        HttpRequest asked = HttpRequest.newBuilder(uri("/api/reload")).method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://evil.example.org").build();
        HttpResponse<String> preflight = http.send(asked, HttpResponse.BodyHandlers.ofString());
        assertTrue(preflight.statusCode() >= 400);
        assertTrue(preflight.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }

    @Test
    void withATokenNobodyPassesWithoutIt() throws Exception {
        stopNode();
        Path token = Files.writeString(folder.resolve("token"), "a token of some length\n");
        start("console: {port: 0, tokenFile: '%s'}\n".formatted(token));
        assertEquals(401, get("/api/queue").statusCode());
        assertEquals(401, get("/").statusCode());
        assertEquals(401, get("/metrics").statusCode());
        assertEquals(401, statusOf("GET /api/queue HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer wrong\r\nConnection: close\r\n\r\n"));
        HttpResponse<String> health = get("/health");
        assertEquals(200, health.statusCode());
        assertFalse(health.body().contains("spool"), health.body());
        HttpRequest right = HttpRequest.newBuilder(uri("/api/queue")).header("Authorization", "Bearer a token of some length").build();
        assertEquals(200, http.send(right, HttpResponse.BodyHandlers.ofString()).statusCode());
        String basic = Base64.getEncoder().encodeToString("operator:a token of some length".getBytes(StandardCharsets.UTF_8));
        HttpRequest browser = HttpRequest.newBuilder(uri("/")).header("Authorization", "Basic " + basic).build();
        assertEquals(200, http.send(browser, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    @Test
    void othersThanThisMachineNeedAToken() throws Exception {
        NodeConfig open = NodeConfig.load(Files.writeString(folder.resolve("open.yaml"), configuration("console: {address: 0.0.0.0, port: 0}\n")));
        IOException e = assertThrows(IOException.class, () -> Console.start(open.console(), node, file, metrics));
        assertTrue(e.getMessage().contains("tokenFile"), e::getMessage);
    }

    @Test
    void largeBodiesAndStrangeRequestsAreRefused() throws Exception {
        HttpRequest large = HttpRequest.newBuilder(uri("/api/reload")).header("X-DicomSeal", "test")
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000))).build();
        assertEquals(413, http.send(large, HttpResponse.BodyHandlers.ofString()).statusCode());
        assertEquals(404, get("/nothing").statusCode());
        assertEquals(404, get("/api/../../etc/passwd").statusCode());
        assertEquals(400, statusOf("GET /api/queue/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void thePageRunsNothingButItsOwn() throws Exception {
        HttpResponse<String> page = get("/");
        assertEquals(200, page.statusCode());
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'") && policy.contains("script-src 'sha256-"), policy);
        assertFalse(page.body().contains("http://") || page.body().contains("https://"), "something from elsewhere");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + console.address().getPort() + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60)).header("X-DicomSeal", "test")
                .POST(HttpRequest.BodyPublishers.noBody()).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    /** The status of a request as it stands, since HttpClient lets nobody choose a Host. */
    private int statusOf(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.address().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9, 12));
        }
    }

    private void store(int seed) throws IOException {
        try (Association association = associate("SEAL")) {
            StoreRequest request = new StoreRequest(Uids.CT_IMAGE_STORAGE, TestImages.instance(seed), Uids.EXPLICIT_VR_LITTLE_ENDIAN);
            byte[] image = TestImages.bytes(TestImages.ct(seed, 64), TransferSyntax.EXPLICIT_LE);
            assertEquals(Outcome.SUCCESS, new StoreScu(association).store(request, ObjectWriter.of(image)));
        }
    }

    private Association associate(String called) throws IOException {
        return Association.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.addresses().get(0).getPort()),
                new AssociationProposal("CT1", called).context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN),
                NetworkOptions.DEFAULTS, null);
    }
}
