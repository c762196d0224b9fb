package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.List;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreHandler;
import org.dicomseal.dimse.StoreRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what archives send to our fetching AE title after a C-MOVE of ours. Nothing of it is ever routed: sealing
 * what we fetch would be a loop. Objects are told apart by the archive's AE title and their SOP Instance UIDs, since
 * some archives leave out which C-MOVE they belong to. What nobody awaits is refused.
 */
public final class FetchInbox implements StoreHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FetchInbox.class);

    private final Map<String, List<Receiver>> waiting = new ConcurrentHashMap<>();

    /** From now on the receiver gets what this archive sends and it awaits. */
    void await(String archiveAe, Receiver receiver) {
        waiting.computeIfAbsent(archiveAe, ae -> new CopyOnWriteArrayList<>()).add(receiver);
    }

    void forget(String archiveAe, Receiver receiver) {
        waiting.getOrDefault(archiveAe, List.of()).remove(receiver);
    }

    @Override
    public Outcome store(Association association, StoreRequest request, InputStream dataSet) throws IOException {
        String archiveAe = association.caller().callingAe();
        for (Receiver receiver : waiting.getOrDefault(archiveAe, List.of())) {
            if (receiver.awaits(request.sopInstance())) {
                return receiver.take(request, dataSet);
            }
        }
        LOG.warn("{} sent {}, which nobody has asked for", association.caller(), request.sopInstance());
        throw new ServiceException(Status.NOT_AUTHORIZED, "nobody has asked for this object");
    }
}
