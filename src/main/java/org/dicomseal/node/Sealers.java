package org.dicomseal.node;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dicomseal.keys.KeySource;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.Protection;
import org.dicomseal.node.config.RouteConfig;
import org.dicomseal.seal.OwnerCodes;
import org.dicomseal.seal.Scratch;
import org.dicomseal.seal.SealOptions;
import org.dicomseal.seal.Sealer;
import org.dicomseal.seal.Watermarker;

/** One sealer for each way in which the routes ask for it. */
final class Sealers {

    private record Way(RouteConfig route, ArchiveConfig archive) {
    }

    private final KeySource keys;
    private final Scratch scratch;
    private final OwnerCodes ownerCodes;
    private final Map<Way, Sealer> made = new ConcurrentHashMap<>();

    /** @param ownerCodes what the watermark carries */
    Sealers(KeySource keys, Path scratchFolder, OwnerCodes ownerCodes) {
        this.keys = keys;
        this.scratch = Scratch.in(scratchFolder);
        this.ownerCodes = ownerCodes;
    }

    /** Whether they wait for the owner's finger. */
    KeyLock lock() {
        return new KeyLock(keys);
    }

    Sealer of(RouteConfig route, ArchiveConfig archive) {
        return made.computeIfAbsent(new Way(route, archive), way -> new Sealer(keys, scratch, options(route, archive)));
    }

    /** For a route that marks and doesn't seal. */
    Watermarker watermarker(RouteConfig route) {
        return new Watermarker(keys, ownerCodes, route.compressed());
    }

    private SealOptions options(RouteConfig route, ArchiveConfig archive) {
        SealOptions options = SealOptions.defaults().withWithoutPixels(route.nonImage()).withCodestreams(route.compressed())
                .withAskAe(archive.called());
        return route.protect().contains(Protection.WATERMARK) ? options.withOwnerCodes(ownerCodes) : options;
    }
}
