package org.dicomseal.console;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.node.config.ConsoleConfig;

/**
 * Who may call the console. A web page that somebody on this machine looks at can reach loopback too, so an address alone
 * proves nothing: the Host header must name us (no DNS rebinding), what changes something needs a header that no foreign
 * page can set without asking first (and nobody answers), and where others than this machine can call, a token.
 */
final class Guard {

    /** Every call that changes something must have it; its value does not matter. */
    static final String CHANGE_HEADER = "X-DicomSeal";

    private static final int LEAST_TOKEN = 16;

    private final Set<String> hosts;
    private final byte[] token;

    private Guard(Set<String> hosts, byte[] token) {
        this.hosts = hosts;
        this.token = token;
    }

    /** @throws IOException if it listens to others than this machine and has no token, or one that can be guessed */
    static Guard of(ConsoleConfig config, InetAddress address) throws IOException {
        Optional<String> token = Optional.ofNullable(System.getenv(ConsoleConfig.TOKEN_ENVIRONMENT)).filter(text -> !text.isBlank());
        if (token.isEmpty() && config.tokenFile().isPresent()) {
            token = Files.readString(config.tokenFile().get()).lines().findFirst();
        }
        if (token.isEmpty() && !address.isLoopbackAddress()) {
            throw new IOException("console.address " + config.address() + " is not this machine's own: it needs console.tokenFile or "
                    + ConsoleConfig.TOKEN_ENVIRONMENT);
        }
        if (token.isPresent() && token.get().strip().length() < LEAST_TOKEN) {
            throw new IOException("the console's token has less than " + LEAST_TOKEN + " characters");
        }
        return new Guard(config.hosts(), token.map(text -> text.strip().getBytes(StandardCharsets.UTF_8)).orElse(null));
    }

    /** What is wrong with a call; empty if it may go on. */
    Optional<Answer> refusal(Call call, Headers headers) {
        if (!isOurs(headers.getFirst("Host"))) {
            return Optional.of(Answer.error(421, "the Host header names somebody else; see console.hosts"));
        }
        if (!knowsToken(headers)) {
            return Optional.of(Answer.error(401, "a token is needed"));
        }
        if (!call.reads() && headers.getFirst(CHANGE_HEADER) == null) {
            return Optional.of(Answer.error(403, "a call that changes something needs the header " + CHANGE_HEADER));
        }
        return Optional.empty();
    }

    /** Names only can be rebound to our address; an address as host is what the caller really connected to. */
    private boolean isOurs(String host) {
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase();
        boolean address = name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || name.matches("\\[[0-9a-f:.]+]");
        return address || name.equals("localhost") || hosts.contains(name);
    }

    /** As a bearer's, or as the password of any user name, which is what a browser can ask for. */
    boolean knowsToken(Headers headers) {
        if (token == null) {
            return true;
        }
        String authorization = headers.getFirst("Authorization");
        if (authorization == null) {
            return false;
        }
        byte[] shown = new byte[0];
        if (authorization.startsWith("Bearer ")) {
            shown = authorization.substring(7).strip().getBytes(StandardCharsets.UTF_8);
        } else if (authorization.startsWith("Basic ")) {
            shown = password(authorization.substring(6).strip());
        }
        return MessageDigest.isEqual(token, shown);
    }

    private static byte[] password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
