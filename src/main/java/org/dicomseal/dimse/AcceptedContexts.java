package org.dicomseal.dimse;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The accepted presentation contexts of an association, by id, as one of its sides may use them. */
final class AcceptedContexts {

    private final Map<Integer, PresentationContext> byId = new TreeMap<>();
    private final boolean requestor;

    /** @param requestor whether we are the association's requestor */
    AcceptedContexts(List<PresentationContext> accepted, boolean requestor) {
        accepted.forEach(context -> byId.put(context.id(), context));
        this.requestor = requestor;
    }

    List<PresentationContext> all() {
        return List.copyOf(byId.values());
    }

    /** The context of an id, or null. */
    PresentationContext get(int id) {
        return byId.get(id);
    }

    /** Those of a SOP class on which our side may invoke operations. */
    List<PresentationContext> toInvoke(String sopClass) {
        return byId.values().stream()
                .filter(context -> context.abstractSyntax().equals(sopClass))
                .filter(context -> requestor ? context.requestorIsScu() : context.requestorIsScp())
                .toList();
    }

    /**
     * The context on which our side may notify users of a SOP class of events, or null: one on which we are the provider. Many
     * users take notifications on an association of their provider's and don't answer its role item: then any context will do.
     */
    PresentationContext toNotify(String sopClass) {
        return byId.values().stream()
                .filter(context -> context.abstractSyntax().equals(sopClass))
                .max(Comparator.comparing(context -> requestor ? context.requestorIsScp() : context.requestorIsScu()))
                .orElse(null);
    }
}
