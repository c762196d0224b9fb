package org.dicomseal.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dicomseal.node.ConfigFile;
import org.dicomseal.node.Node;

/** What there is to ask for, and by which path. */
final class Resources {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Node node;
    private final Metrics metrics;
    private final Health health;
    private final QueueApi queue;
    private final SetupApi setup;
    private final Page page;

    Resources(Node node, ConfigFile file, Metrics metrics) {
        this.node = node;
        this.metrics = metrics;
        this.health = new Health(node);
        this.queue = new QueueApi(node);
        this.setup = new SetupApi(node, file);
        this.page = new Page(node, health, queue);
        metrics.watch(node, health);
    }

    Answer answer(Call call) {
        Call asked = call.method().equals("HEAD") ? new Call("GET", call.path(), call.parameters()) : call;
        if (asked.path().size() >= 1 && asked.path().get(0).equals("api")) {
            return api(asked);
        }
        if (asked.is("GET")) {
            return Answer.text("text/html; charset=utf-8", page.html());
        }
        if (asked.is("GET", "health")) {
            Health.Report report = health.report();
            return Answer.json(statusOf(report), report);
        }
        if (asked.is("GET", "health", "live")) {
            return Answer.json(Map.of("state", Health.State.OK));
        }
        if (asked.is("GET", "metrics")) {
            return Answer.text(PROMETHEUS, metrics.text(node));
        }
        return unknown(asked);
    }

    /** Who has no token still learns whether the node is well, and nothing more. */
    Optional<Answer> toStrangers(Call call) {
        if (call.is("GET", "health")) {
            Health.Report report = health.report();
            return Optional.of(Answer.json(statusOf(report), Map.of("state", report.state())));
        }
        return call.is("GET", "health", "live") ? Optional.of(answer(call)) : Optional.empty();
    }

    private static int statusOf(Health.Report report) {
        return report.state() == Health.State.FAIL ? 503 : 200;
    }

    private Answer api(Call call) {
        List<String> path = call.path();
        if (call.is("GET", "api", "queue")) {
            return queue.list(call.parameters());
        }
        if (call.is("GET", "api", "failures")) {
            return queue.failures(call.parameters());
        }
        if (call.is("GET", "api", "queue", "*")) {
            return queue.show(path.get(2));
        }
        if (call.is("POST", "api", "queue", "*", "requeue")) {
            return queue.requeue(path.get(2));
        }
        if (call.is("POST", "api", "queue", "*", "drop")) {
            return queue.drop(path.get(2), call.parameters());
        }
        if (call.is("POST", "api", "archives", "*", "requeue")) {
            return queue.requeueAll(path.get(2));
        }
        return setup(call, path);
    }

    private Answer setup(Call call, List<String> path) {
        if (call.is("GET", "api", "archives")) {
            return setup.archives();
        }
        if (call.is("GET", "api", "peers")) {
            return setup.peers();
        }
        if (call.is("GET", "api", "routes")) {
            return setup.routes();
        }
        if (call.is("POST", "api", "archives", "*", "echo")) {
            return setup.echoArchive(path.get(2));
        }
        if (call.is("POST", "api", "peers", "*", "echo")) {
            return setup.echoPeer(path.get(2));
        }
        if (call.is("POST", "api", "reload")) {
            return setup.reload();
        }
        return unknown(call);
    }

    private static Answer unknown(Call call) {
        boolean method = !List.of("GET", "POST").contains(call.method());
        return method ? Answer.error(405, call.method() + " is not for anything here")
                : Answer.error(404, "there is no " + call.method() + " /" + String.join("/", call.path()));
    }
}
