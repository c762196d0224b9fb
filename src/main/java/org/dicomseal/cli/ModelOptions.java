package org.dicomseal.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command finds the network behind the fingerprint features. */
final class ModelOptions {

    @Option(names = "--models", paramLabel = "DIR", defaultValue = "models",
            description = "the folder that may hold your own weights (default: models)")
    private Path models;

    @Option(names = "--cache", paramLabel = "DIR",
            description = "the folder for the network's graph, built once, 232 MB (default: $XDG_CACHE_HOME/dicomseal, else ~/.cache/dicomseal)")
    private Path cache;

    Path models() {
        return models;
    }

    Path cache() {
        if (cache != null) {
            return cache;
        }
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured != null && !configured.isEmpty() ? Path.of(configured) : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("dicomseal");
    }
}
