package org.dicomseal.node.commit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.node.retrieve.SealedBefore;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.Receipt;
import org.dicomseal.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which objects were delivered sealed, from the queue's ledger and from deliveries that are to be confirmed. */
public final class DeliveredSeals implements SealedBefore {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveredSeals.class);

    private final Spool spool;
    private final KnownObjects known;

    public DeliveredSeals(Spool spool, KnownObjects known) {
        this.spool = spool;
        this.known = known;
    }

    @Override
    public boolean test(String archive, String sopInstance) {
        Optional<Receipt> unconfirmed = spool.versions(sopInstance).stream()
                .filter(entry -> entry.note().lane().equals(archive) && entry.confirmation() != null)
                .max(Comparator.comparing(QueueEntry::id)).map(entry -> entry.confirmation().receipt());
        return unconfirmed.map(DeliveredSeals::isSealed).orElseGet(() -> inLedger(archive, sopInstance));
    }

    private boolean inLedger(String archive, String sopInstance) {
        try {
            List<Spool.Delivered> all = spool.delivered(known.digests(sopInstance));
            return all.stream().filter(each -> each.lane().equals(archive)).max(Comparator.comparing(Spool.Delivered::at))
                    .filter(last -> isSealed(last.receipt())).isPresent();
        } catch (KeyUnavailableException e) {
            LOG.warn("whether {} was delivered sealed can't be told: {}", sopInstance, e.getMessage());
            return true;
        }
    }

    private static boolean isSealed(Receipt receipt) {
        return !receipt.label(KnownObjects.SEALED).isEmpty();
    }
}
