package org.dicomseal.node.retrieve;

import java.util.Optional;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.Undecodable;
import org.dicomseal.seal.View;

/**
 * What a destination may see.
 *
 * @param view        the original, or what is marked
 * @param trace       the name under which a marked view is traced to it; empty for no trace
 * @param undecodable what it gets of images that can't be marked because they can't be decoded
 */
record Sight(View view, Optional<String> trace, Undecodable undecodable) {

    /** Originals never go to somebody who has shown nothing but an AE title. */
    static Sight of(PeerConfig peer) {
        return new Sight(peer.isProven() ? peer.view() : View.WATERMARKED, peer.trace(), peer.undecodable());
    }
}
