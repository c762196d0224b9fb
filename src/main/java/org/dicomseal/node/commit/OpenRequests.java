package org.dicomseal.node.commit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dicomseal.dimse.Association;

/** The associations on which requests for commitment came, as long as they are open: the nearest way for the result. */
final class OpenRequests {

    private final Map<String, Association> associations = new ConcurrentHashMap<>();

    /** @param id of the queued request */
    void put(String id, Association association) {
        associations.values().removeIf(each -> !each.isOpen());
        associations.put(id, association);
    }

    /** The association of a request if it is still open. */
    Optional<Association> get(String id) {
        return Optional.ofNullable(associations.get(id)).filter(Association::isOpen);
    }

    void forget(String id) {
        associations.remove(id);
    }
}
