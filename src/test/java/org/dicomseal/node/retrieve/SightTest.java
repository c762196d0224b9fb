package org.dicomseal.node.retrieve;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.node.config.AddressRange;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.PeerQuota;
import org.dicomseal.node.config.Undecodable;
import org.dicomseal.seal.View;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class SightTest {

    private static PeerConfig peer(List<AddressRange> addresses, View view) {
        return new PeerConfig("viewer", "VIEWER", addresses, List.of(), Set.of(), Set.of(), view, Optional.empty(),
                Undecodable.REFUSE, Optional.empty(), PeerQuota.NONE, Optional.empty(), Optional.empty());
    }

    @Test
    void originalsNeedMoreThanAnAeTitle() {
        List<AddressRange> known = List.of(AddressRange.parse("127.0.0.1"));
        assertEquals(View.ORIGINAL, Sight.of(peer(known, View.ORIGINAL)).view());
        assertEquals(View.WATERMARKED, Sight.of(peer(List.of(), View.ORIGINAL)).view());
        assertEquals(View.WATERMARKED, Sight.of(peer(known, View.WATERMARKED)).view());
    }
}
