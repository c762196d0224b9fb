package org.dicomseal.dimse;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that are no associations yet. Whoever reaches the port can open these, so they take nobody's place in
 * an association, and there are only so many. When one more comes, the oldest of the address that has most of them
 * goes: honest peers ask at once, and who floods the port from one address pushes out nobody but itself.
 */
final class Lobby {

    private static final Logger LOG = LoggerFactory.getLogger(Lobby.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

    private final int capacity;
    private final Map<InetAddress, Set<Socket>> waiting = new HashMap<>();
    private int count;
    private long pushedOut;
    private long lastWarning = System.nanoTime() - BETWEEN_WARNINGS.toNanos();

    Lobby(int capacity) {
        this.capacity = capacity;
    }

    /** Lets one in, and gives the one that has to be closed for it, if any. */
    synchronized Optional<Socket> enter(Socket socket) {
        Optional<Socket> mustGo = count < capacity ? Optional.empty() : Optional.of(oldestOfTheMost());
        mustGo.ifPresent(oldest -> {
            leave(oldest);
            pushedOut++;
            warn();
        });
        waiting.computeIfAbsent(socket.getInetAddress(), address -> new LinkedHashSet<>()).add(socket);
        count++;
        return mustGo;
    }

    private void warn() {
        long now = System.nanoTime();
        if (now - lastWarning >= BETWEEN_WARNINGS.toNanos()) {
            lastWarning = now;
            LOG.warn("more than {} connections wait to ask for an association: {} had to go for others so far", capacity, pushedOut);
        }
    }

    private Socket oldestOfTheMost() {
        Iterator<Socket> oldestFirst = waiting.values().stream().max(Comparator.comparingInt(Set::size)).orElseThrow().iterator();
        return oldestFirst.next();
    }

    /** Lets one out; false if it had to go before. */
    synchronized boolean leave(Socket socket) {
        Set<Socket> ofAddress = waiting.get(socket.getInetAddress());
        if (ofAddress == null || !ofAddress.remove(socket)) {
            return false;
        }
        if (ofAddress.isEmpty()) {
            waiting.remove(socket.getInetAddress());
        }
        count--;
        return true;
    }

    synchronized Set<Socket> all() {
        Set<Socket> all = new LinkedHashSet<>();
        waiting.values().forEach(all::addAll);
        return all;
    }

    /** How many had to go for others so far. */
    synchronized long pushedOut() {
        return pushedOut;
    }
}
