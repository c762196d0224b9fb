package org.dicomseal.node.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The operator's HTTP endpoint: page, health, metrics, queue.
 *
 * @param enabled   whether there is one
 * @param address   of the interface; anything but loopback needs a token
 * @param port      0 for a free one
 * @param explicit  whether the file has this section; if not, a port that is taken keeps no node from starting
 * @param hosts     names by which it may be called, beside localhost and addresses
 * @param tokenFile its first line is the token that every call must show, unless that is in {@link #TOKEN_ENVIRONMENT}
 */
public record ConsoleConfig(boolean enabled, String address, int port, boolean explicit, Set<String> hosts, Optional<Path> tokenFile) {

    public static final String TOKEN_ENVIRONMENT = "DICOMSEAL_CONSOLE_TOKEN";
    public static final int PORT = 8104;
}
