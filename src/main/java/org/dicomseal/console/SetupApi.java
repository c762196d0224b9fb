package org.dicomseal.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dicomseal.node.ConfigFile;
import org.dicomseal.node.Echo;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.Reload;
import org.dicomseal.node.config.RouteConfig;

/** What the node is set up to do: archives, peers and routes, whether they answer, and reading the file anew. */
final class SetupApi {

    private final Node node;
    private final ConfigFile file;

    SetupApi(Node node, ConfigFile file) {
        this.node = node;
        this.file = file;
    }

    private NodeConfig config() {
        return node.context().config();
    }

    Answer archives() {
        return Answer.json(config().archives().values().stream().map(SetupApi::toMap).toList());
    }

    private static Map<String, Object> toMap(ArchiveConfig archive) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", archive.name());
        map.put("called", archive.called());
        map.put("calling", archive.calling());
        map.put("ae", archive.ae());
        map.put("host", archive.host());
        map.put("port", archive.port());
        map.put("tls", archive.tls());
        map.put("concurrency", archive.concurrency());
        map.put("fetch", archive.fetch().name().toLowerCase());
        map.put("unsealed", archive.unsealed().name().toLowerCase());
        map.put("mismatch", archive.mismatch().name().toLowerCase());
        return map;
    }

    Answer peers() {
        return Answer.json(config().peers().values().stream().map(SetupApi::toMap).toList());
    }

    private static Map<String, Object> toMap(PeerConfig peer) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", peer.name());
        map.put("ae", peer.ae());
        map.put("addresses", peer.addresses().stream().map(Object::toString).toList());
        map.put("certificates", peer.certificates().size());
        map.put("services", lowerCase(peer.services()));
        map.put("archives", peer.archives());
        map.put("view", String.valueOf(peer.view()).toLowerCase());
        peer.move().ifPresent(move -> map.put("move", move.host() + ":" + move.port() + (move.tls() ? " tls" : "")));
        return map;
    }

    Answer routes() {
        return Answer.json(config().routes().stream().map(SetupApi::toMap).toList());
    }

    private static Map<String, Object> toMap(RouteConfig route) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", route.name());
        map.put("from", route.from());
        map.put("to", route.to());
        map.put("modalities", route.modalities());
        map.put("sopClasses", route.sopClasses());
        map.put("archive", route.archive());
        map.put("protect", lowerCase(route.protect()));
        map.put("compressed", String.valueOf(route.compressed()).toLowerCase());
        map.put("nonImage", String.valueOf(route.nonImage()).toLowerCase());
        return map;
    }

    private static List<String> lowerCase(Iterable<? extends Enum<?>> all) {
        List<String> names = new ArrayList<>();
        all.forEach(each -> names.add(each.name().toLowerCase()));
        return names;
    }

    Answer echoArchive(String name) {
        return echo(node.echoArchive(name), "no archive " + name);
    }

    Answer echoPeer(String name) {
        return echo(node.echoPeer(name), "no peer " + name + " that can be called: only C-MOVE destinations say where they are");
    }

    private static Answer echo(Optional<Echo> echo, String otherwise) {
        return echo.map(Answer::json).orElseGet(() -> Answer.error(404, otherwise));
    }

    /** Reads the configuration file anew; a broken one changes nothing, and every mistake in it is named. */
    Answer reload() {
        boolean done = false;
        try {
            Reload reload = file.reload();
            done = true;
            return Answer.json(Map.of("changed", reload.changed(), "needsRestart", reload.needsRestart()));
        } catch (ConfigException e) {
            return Answer.json(422, Map.of("error", "nothing has changed", "mistakes", e.mistakes()));
        } catch (IOException e) {
            return Answer.error(500, "nothing has changed: " + e);
        } finally {
            node.context().events().operated("reload of the configuration", done);
        }
    }
}
