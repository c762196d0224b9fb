package org.dicomseal.peers;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

/** A browser without a window, with one page, used as a person does: it is clicked, and its questions are answered. */
public final class Chromium implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([0-9.:]+)/");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final WebSocket page;
    /** What it has asked the person. */
    public final List<String> questions = new CopyOnWriteArrayList<>();
    /** What its console has said: blocked scripts, faults. */
    public final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile boolean sayYes;
    private CompletableFuture<WebSocket> lastWrite = CompletableFuture.completedFuture(null);

    private Chromium(Process process, Path log) throws IOException, InterruptedException {
        this.process = process;
        this.log = log;
        try {
            this.page = http.newWebSocketBuilder().buildAsync(URI.create(pageAddress()), new Listener()).join();
            call("Page.enable", Map.of());
            call("Log.enable", Map.of());
            call("Runtime.enable", Map.of());
        } catch (IOException | InterruptedException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** Starts one that keeps its things in a folder, or the test is skipped: no build installs a browser for this alone. */
    public static Chromium start(Path folder) throws IOException, InterruptedException {
        Path program = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream().map(Path::of)
                .filter(Files::isExecutable).findFirst().orElseGet(() -> abort("no Chromium is installed"));
        Files.createDirectories(folder);
        Path log = folder.resolve("chromium.log");
        Process process = new ProcessBuilder(program.toString(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--no-first-run", "--disable-background-networking", "--user-data-dir=" + folder.resolve("profile"), "--window-size=1600,1200",
                "--remote-debugging-port=0", "about:blank").redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new Chromium(process, log);
    }

    private String pageAddress() throws IOException, InterruptedException {
        String browser = await(() -> {
            Matcher matcher = LISTENING.matcher(Files.readString(log, StandardCharsets.UTF_8));
            return matcher.find() ? matcher.group(1) : null;
        }, "the browser did not start");
        return await(() -> {
            String list = http.send(HttpRequest.newBuilder(URI.create("http://" + browser + "/json/list")).build(), BodyHandlers.ofString()).body();
            for (JsonElement each : JsonParser.parseString(list).getAsJsonArray()) {
                if (each.getAsJsonObject().get("type").getAsString().equals("page")) {
                    return each.getAsJsonObject().get("webSocketDebuggerUrl").getAsString();
                }
            }
            return null;
        }, "the browser has no page");
    }

    private interface Look<T> {
        T look() throws IOException, InterruptedException;
    }

    private <T> T await(Look<T> look, String otherwise) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            T found = look.look();
            if (found != null) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IOException(otherwise + ": " + Files.readString(log, StandardCharsets.UTF_8));
    }

    /** Opens an address and waits until the page is there. */
    public void open(String address) throws IOException, InterruptedException {
        call("Page.navigate", Map.of("url", address));
        await(() -> value("document.readyState").equals("complete") && value("location.href").startsWith(address) ? true : null,
                address + " did not load");
    }

    /** What a script gives, as text. */
    public String value(String script) throws IOException, InterruptedException {
        JsonObject answer = call("Runtime.evaluate", Map.of("expression", "String(" + script + ")", "returnByValue", true));
        return answer.getAsJsonObject("result").get("value").getAsString();
    }

    /** Waits until a script gives this. */
    public void awaitValue(String expected, String script) throws IOException, InterruptedException {
        await(() -> value(script).equals(expected) ? true : null, script + " did not become " + expected);
    }

    /** Presses the mouse on the element, and says yes or no to what it asks then. */
    public void click(String selector, boolean yes) throws IOException, InterruptedException {
        sayYes = yes;
        String element = "document.querySelector(\"" + selector + "\")";
        assertEquals("true", value(element + " !== null"), "there is no " + selector);
        value(element + ".scrollIntoView({block: 'center'})");
        String[] place = value("(r => (r.left + r.width / 2) + ' ' + (r.top + r.height / 2))(" + element + ".getBoundingClientRect())").split(" ");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call("Input.dispatchMouseEvent", Map.of("type", type, "x", Double.valueOf(place[0]), "y", Double.valueOf(place[1]),
                    "button", "left", "clickCount", 1));
        }
    }

    private JsonObject call(String method, Map<String, Object> parameters) throws IOException, InterruptedException {
        try {
            return send(method, parameters).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(method + " failed: " + e, e);
        }
    }

    private CompletableFuture<JsonObject> send(String method, Map<String, Object> parameters) {
        JsonObject call = new JsonObject();
        int id = calls.incrementAndGet();
        call.addProperty("id", id);
        call.addProperty("method", method);
        JsonObject json = new JsonObject();
        parameters.forEach((name, value) -> {
            if (value instanceof Number number) {
                json.addProperty(name, number);
            } else if (value instanceof Boolean flag) {
                json.addProperty(name, flag);
            } else {
                json.addProperty(name, value.toString());
            }
        });
        call.add("params", json);
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        write(call.toString());
        return answer;
    }

    /** One after the other: a socket refuses a message while it still sends the one before, and two threads send here. */
    private synchronized void write(String text) {
        lastWrite = lastWrite.thenCompose(before -> page.sendText(text, true));
    }

    private void heard(JsonObject message) {
        if (message.has("id")) {
            CompletableFuture<JsonObject> waiting = answers.remove(message.get("id").getAsInt());
            if (waiting != null && message.has("result")) {
                waiting.complete(message.getAsJsonObject("result"));
            } else if (waiting != null) {
                waiting.completeExceptionally(new IOException(message.toString()));
            }
            return;
        }
        JsonObject parameters = message.getAsJsonObject("params");
        switch (message.get("method").getAsString()) {
            case "Page.javascriptDialogOpening" -> {
                questions.add(parameters.get("message").getAsString());
                send("Page.handleJavaScriptDialog", Map.of("accept", sayYes));
            }
            case "Log.entryAdded" -> complaints.add(parameters.getAsJsonObject("entry").get("text").getAsString());
            case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
            default -> { }
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
                text.setLength(0);
                heard(message);
            }
            socket.request(1);
            return null;
        }
    }

    private void stop() throws IOException, InterruptedException {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            each.onExit().join();
        }
        // links out of the folder, at which its removal would complain
        for (String left : List.of("SingletonSocket", "SingletonCookie", "SingletonLock")) {
            Files.deleteIfExists(log.resolveSibling("profile").resolve(left));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        page.abort();
        stop();
    }
}
