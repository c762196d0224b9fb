package org.dicomseal.node.retrieve;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.node.config.AddressRange;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.seal.View;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class PermissionsTest {

    private static PeerConfig peer(List<AddressRange> addresses, View view) {
        return new PeerConfig("viewer", "VIEWER", addresses, List.of(), Set.of(), Set.of(), view, Optional.empty());
    }

    @Test
    void originalsNeedMoreThanAnAeTitle() {
        List<AddressRange> known = List.of(AddressRange.parse("127.0.0.1"));
        assertEquals(View.ORIGINAL, Permissions.view(peer(known, View.ORIGINAL)));
        assertEquals(View.WATERMARKED, Permissions.view(peer(List.of(), View.ORIGINAL)));
        assertEquals(View.WATERMARKED, Permissions.view(peer(known, View.WATERMARKED)));
    }
}
