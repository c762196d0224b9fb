package org.dicomseal.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.dicomseal.node.Labels;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.RouteConfig;
import org.dicomseal.spool.LaneDepth;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.QueueState;

/** The operator's page: one HTML file, readable without scripts; its buttons need them. */
final class Page {

    private static final String STYLE = resource("page.css");
    private static final String SCRIPT = resource("page.js");
    private static final int FAILURES = 100;

    /** Nothing but what is in the page itself may run, load or be called. */
    static final String POLICY = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "style-src '" + digest(STYLE) + "'; script-src '" + digest(SCRIPT) + "'";

    private final Node node;
    private final Health health;
    private final QueueApi queue;

    Page(Node node, Health health, QueueApi queue) {
        this.node = node;
        this.health = health;
        this.queue = queue;
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String html() {
        NodeConfig config = node.context().config();
        Html html = new Html();
        html.raw("<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>");
        html.text(config.name()).raw(" - DicomSeal</title><style>").raw(STYLE).raw("</style><h1>").text(config.name()).raw("</h1><p>");
        html.text("as of " + Instant.now().truncatedTo(ChronoUnit.SECONDS)).raw(" <button data-post='/api/reload'>Reload configuration</button>");
        html.raw("<p id=answer role=status></p>");
        health(html);
        queue(html, config);
        failures(html);
        peers(html, config);
        routes(html, config);
        return html.raw("<script>").raw(SCRIPT).raw("</script>").toString();
    }

    private void health(Html html) {
        Health.Report report = health.report();
        html.raw("<h2>Health</h2><table>");
        for (Health.Check check : report.checks()) {
            String state = check.state().name().toLowerCase();
            html.row("<span class=" + state + ">" + state + "</span>", Html.escape(check.name()), Html.escape(check.text()));
        }
        html.raw("</table>");
    }

    private void queue(Html html, NodeConfig config) {
        List<LaneDepth> depths = node.spool().depths();
        html.raw("<h2>Archives</h2><table>").head("archive", "called", "at", "waiting", "running", "retrying", "unconfirmed", "dead", "oldest", "");
        for (ArchiveConfig archive : config.archives().values()) {
            String at = archive.ae() + " at " + archive.host() + ":" + archive.port() + (archive.tls() ? " (TLS)" : "");
            html.row(Html.escape(archive.name()), Html.escape(archive.called()), Html.escape(at), count(depths, archive.name(), QueueState.WAITING),
                    count(depths, archive.name(), QueueState.RUNNING), count(depths, archive.name(), QueueState.RETRYING),
                    count(depths, archive.name(), QueueState.DELIVERED), count(depths, archive.name(), QueueState.DEAD),
                    oldest(depths, archive.name()),
                    Html.button("/api/archives/" + Html.step(archive.name()) + "/echo", "C-ECHO")
                            + Html.button("/api/archives/" + Html.step(archive.name()) + "/requeue", "Requeue failed"));
        }
        depths.stream().map(LaneDepth::lane).distinct().filter(lane -> !config.archives().containsKey(lane)).forEach(lane ->
                html.row(Html.escape(lane), "", "not configured", count(depths, lane, QueueState.WAITING), count(depths, lane, QueueState.RUNNING),
                        count(depths, lane, QueueState.RETRYING), count(depths, lane, QueueState.DELIVERED),
                        count(depths, lane, QueueState.DEAD), oldest(depths, lane), ""));
        html.raw("</table>");
    }

    private static String count(List<LaneDepth> depths, String lane, QueueState state) {
        return Long.toString(depths.stream().filter(depth -> depth.lane().equals(lane) && depth.state() == state)
                .mapToLong(LaneDepth::count).sum());
    }

    private static String oldest(List<LaneDepth> depths, String lane) {
        Optional<Instant> oldest = depths.stream().filter(depth -> depth.lane().equals(lane)).map(LaneDepth::oldest).min(Instant::compareTo);
        return oldest.map(since -> Html.escape(since.truncatedTo(ChronoUnit.SECONDS).toString())).orElse("");
    }

    private void failures(Html html) {
        List<QueueEntry> failed = queue.failures(null, null, FAILURES);
        html.raw("<h2>Failures</h2>");
        if (failed.isEmpty()) {
            html.raw("<p>None.");
            return;
        }
        html.raw("<p>").text(failed.size() == FAILURES ? "The first " + FAILURES + ", the oldest first." : "The oldest first.").raw("<table>");
        html.head("state", "archive", "SOP instance", "from", "received", "cause", "message", "tried", "");
        for (QueueEntry entry : failed) {
            Labels labels = Labels.of(entry.note());
            boolean known = entry.failure() != null;
            html.row(entry.state().name().toLowerCase(), Html.escape(entry.note().lane()), Html.escape(labels.sopInstance()),
                    Html.escape(labels.callingAe()), Html.escape(entry.note().received().truncatedTo(ChronoUnit.SECONDS).toString()),
                    known ? entry.failure().cause().name().toLowerCase() : "", known ? Html.escape(entry.failure().message()) : "",
                    Integer.toString(entry.attempts()),
                    Html.button("/api/queue/" + entry.id() + "/requeue", "Requeue")
                            + Html.button("/api/queue/" + entry.id() + "/drop", "Drop"));
        }
        html.raw("</table>");
    }

    private static void peers(Html html, NodeConfig config) {
        html.raw("<h2>Peers</h2><table>").head("peer", "AE title", "from", "services", "view", "C-MOVE to", "");
        for (PeerConfig peer : config.peers().values()) {
            String move = peer.move().map(target -> target.host() + ":" + target.port() + (target.tls() ? " (TLS)" : "")).orElse("");
            html.row(Html.escape(peer.name()), Html.escape(peer.ae()), Html.escape(peer.addresses().isEmpty() ? "anywhere" : peer.addresses().toString()),
                    Html.escape(peer.services().toString().toLowerCase()), String.valueOf(peer.view()).toLowerCase(), Html.escape(move),
                    move.isEmpty() ? "" : Html.button("/api/peers/" + Html.step(peer.name()) + "/echo", "C-ECHO"));
        }
        html.raw("</table>");
    }

    private static void routes(Html html, NodeConfig config) {
        html.raw("<h2>Routes</h2><p>The first that matches counts.<table>").head("route", "from", "to", "modalities", "archive", "protect", "without pixels");
        for (RouteConfig route : config.routes()) {
            html.row(Html.escape(route.name()), any(route.from()), any(route.to()), any(route.modalities()),
                    route.archive().isEmpty() ? "the one called" : Html.escape(route.archive()),
                    Html.escape(route.protect().toString().toLowerCase()), String.valueOf(route.nonImage()).toLowerCase());
        }
        html.raw("</table>");
    }

    private static String any(Iterable<String> all) {
        String text = String.join(", ", all);
        return text.isEmpty() ? "any" : Html.escape(text);
    }
}
