package org.dicomseal.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dicomseal.node.ConfigFile;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.ConsoleConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's HTTP endpoint of a running node. Few threads, short limits, small requests: whoever calls, the images'
 * way does not wait for it.
 */
public final class Console implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final int THREADS = 4;
    private static final int WAITING = 32;
    private static final int MOST_BODY = 4096;
    private static final int BACKLOG = 16;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Guard guard;
    private final Resources resources;

    private Console(HttpServer server, Guard guard, Resources resources) {
        this.server = server;
        this.guard = guard;
        this.resources = resources;
        this.threads = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
            Thread thread = new Thread(task, "console-" + COUNT.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Binds and answers.
     *
     * @param metrics that watch the node
     * @throws IOException if the address cannot be bound, or others than this machine could call without a token
     */
    public static Console start(ConsoleConfig config, Node node, ConfigFile file, Metrics metrics) throws IOException {
        limitSlowCallers();
        InetSocketAddress address = new InetSocketAddress(config.address(), config.port());
        if (address.isUnresolved()) {
            throw new IOException("console.address " + config.address() + " is unknown");
        }
        Guard guard = Guard.of(config, address.getAddress());
        HttpServer server;
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new IOException("the console can't listen at " + address + ": " + e.getMessage() + " (console.port)", e);
        }
        Console console = new Console(server, guard, new Resources(node, file, metrics));
        server.createContext("/", console::answer);
        server.setExecutor(console.threads);
        server.start();
        LOG.info("console at http://{}:{}/", address.getHostString(), server.getAddress().getPort());
        return console;
    }

    /** Limits of the JDK's server (module jdk.httpserver), in seconds; they count for the whole process. */
    private static void limitSlowCallers() {
        setIfUnset("sun.net.httpserver.maxReqTime", "10");
        setIfUnset("sun.net.httpserver.maxRspTime", "60");
        setIfUnset("sun.net.httpserver.maxReqHeaders", "60");
        setIfUnset("jdk.httpserver.maxConnections", "64");
    }

    private static void setIfUnset(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answered(exchange));
        }
    }

    private Answer answered(HttpExchange exchange) throws IOException {
        try {
            if (hasLargeBody(exchange)) {
                return Answer.error(413, "no call here has a body");
            }
            Call call = Call.of(exchange.getRequestMethod(), exchange.getRequestURI());
            Optional<Answer> refusal = guard.refusal(call, exchange.getRequestHeaders());
            if (refusal.isPresent()) {
                return refusal.get().status() == 401 ? resources.toStrangers(call).orElse(refusal.get()) : refusal.get();
            }
            return resources.answer(call);
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "this is no URI of ours");
        } catch (RuntimeException e) {
            LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI().getPath(), e);
            return Answer.error(500, "failed; see the log");
        }
    }

    private static boolean hasLargeBody(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        return body.readNBytes(MOST_BODY + 1).length > MOST_BODY;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", Page.POLICY);
        if (answer.status() == 401) {
            headers.set("WWW-Authenticate", "Basic realm=\"DicomSeal\", charset=\"UTF-8\"");
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head ? -1 : answer.body().length);
        if (!head) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
