package org.dicomseal.peers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Orthanc on loopback with a storage of its own, as archive, as sender and as C-MOVE client. */
public final class Orthanc implements AutoCloseable {

    private static final Pattern QUERY_ID = Pattern.compile("\"ID\"\\s*:\\s*\"([^\"]+)\"");

    private final Peers.Daemon daemon;
    private final int dicomPort;
    private final int httpPort;
    private final HttpClient http = HttpClient.newHttpClient();

    private Orthanc(Peers.Daemon daemon, int dicomPort, int httpPort) {
        this.daemon = daemon;
        this.dicomPort = dicomPort;
        this.httpPort = httpPort;
    }

    /**
     * Starts one, or skips the test where Orthanc is not installed.
     *
     * @param folder gets its configuration and its storage
     * @param ae     its AE title
     */
    public static Orthanc start(Path folder, String ae) throws IOException, InterruptedException {
        int dicomPort = Peers.freePort();
        int httpPort = Peers.freePort();
        Path configuration = Files.createDirectories(folder).resolve("orthanc.json");
        Files.writeString(configuration, """
                {"Name": "%1$s", "DicomAet": "%1$s", "DicomPort": %2$d, "HttpPort": %3$d, "StorageDirectory": "%4$s",
                 "IndexDirectory": "%4$s", "RemoteAccessAllowed": false, "AuthenticationEnabled": false, "Plugins": [], "KeepAlive": false,
                 "DicomCheckCalledAet": false, "DicomAlwaysAllowEcho": true, "DicomAlwaysAllowStore": true,
                 "DicomAlwaysAllowFind": true, "DicomAlwaysAllowGet": true, "DicomAlwaysAllowMove": true,
                 "UnknownSopClassAccepted": true, "DicomModalitiesInDatabase": true, "ConcurrentJobs": 2,
                 "SynchronousCMove": true}
                """.formatted(ae, dicomPort, httpPort, folder.resolve("storage")));
        Peers.Daemon daemon = Peers.start(httpPort, "Orthanc", configuration);
        return new Orthanc(daemon, dicomPort, httpPort);
    }

    public int dicomPort() {
        return dicomPort;
    }

    /** Tells it about another AE on loopback. */
    public void know(String name, String ae, int port) throws IOException, InterruptedException {
        send(request("/modalities/" + name).PUT(HttpRequest.BodyPublishers.ofString(
                "{\"AET\": \"%s\", \"Host\": \"127.0.0.1\", \"Port\": %d, \"Timeout\": 60}".formatted(ae, port))));
    }

    /** Its own ids of all instances that it holds. */
    public List<String> instances() throws IOException, InterruptedException {
        return ids(send(request("/instances").GET()));
    }

    /** An instance as a file. */
    public byte[] file(String instance) throws IOException, InterruptedException {
        return http.send(request("/instances/" + instance + "/file").GET().build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    /** Puts a file into it past DICOM. */
    public void upload(byte[] file) throws IOException, InterruptedException {
        send(request("/instances").POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    /** Has it send instances to an AE that it knows, and gives its answer. */
    public String store(String modality, List<String> instances) throws IOException, InterruptedException {
        return send(request("/modalities/" + modality + "/store").POST(HttpRequest.BodyPublishers.ofString(
                "{\"Resources\": [\"" + String.join("\", \"", instances) + "\"], \"Synchronous\": true}")));
    }

    /** Has it query an AE that it knows for a study, and retrieve the answer by C-MOVE. */
    public String queryAndRetrieve(String modality, String studyUid, String targetAe) throws IOException, InterruptedException {
        String query = send(request("/modalities/" + modality + "/query").POST(HttpRequest.BodyPublishers.ofString(
                "{\"Level\": \"Study\", \"Query\": {\"StudyInstanceUID\": \"%s\"}}".formatted(studyUid))));
        Matcher id = QUERY_ID.matcher(query);
        assertTrue(id.find(), query);
        return send(request("/queries/" + id.group(1) + "/retrieve").POST(HttpRequest.BodyPublishers.ofString(
                "{\"TargetAet\": \"%s\", \"Synchronous\": true}".formatted(targetAe))));
    }

    /**
     * Has it ask an AE that it knows for storage commitment to objects, given as pairs of SOP Class and Instance UID.
     *
     * @return the transaction's UID
     */
    public String askCommitment(String modality, List<List<String>> objects) throws IOException, InterruptedException {
        String items = objects.stream().map(pair -> "[\"" + String.join("\", \"", pair) + "\"]").collect(Collectors.joining(", "));
        String answer = send(request("/modalities/" + modality + "/storage-commitment").POST(HttpRequest.BodyPublishers.ofString(
                "{\"DicomInstances\": [" + items + "]}")));
        Matcher id = QUERY_ID.matcher(answer);
        assertTrue(id.find(), answer);
        return id.group(1);
    }

    /** What it knows of a transaction that it has asked for, as JSON. */
    public String commitment(String transaction) throws IOException, InterruptedException {
        return send(request("/storage-commitment/" + transaction).GET());
    }

    /** Has it forget all it holds. */
    public void clear() throws IOException, InterruptedException {
        for (String patient : ids(send(request("/patients").GET()))) {
            send(request("/patients/" + patient).DELETE());
        }
    }

    private static List<String> ids(String list) {
        return Arrays.stream(list.split("\"")).filter(text -> text.matches("[0-9a-f-]{44}")).toList();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path)).timeout(Duration.ofSeconds(120));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response::body);
        return response.body();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        daemon.close();
    }
}
