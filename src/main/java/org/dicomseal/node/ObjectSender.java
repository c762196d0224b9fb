package org.dicomseal.node;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.spool.Cause;
import org.dicomseal.spool.DeliveryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores one object in an archive over a kept or a new association, and sorts what can go wrong by its cause. There are never more
 * associations than the archive is configured for (some have few, and hold them for queries too); who comes when all are at work
 * waits in order.
 */
final class ObjectSender {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectSender.class);

    /** Writes an object in a transfer syntax. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out, String transferSyntax) throws IOException;
    }

    private final ArchiveLink link;
    private final Semaphore associations;

    ObjectSender(ArchiveLink link) {
        this.link = link;
        this.associations = new Semaphore(link.archive().concurrency(), true);
    }

    ArchiveConfig archive() {
        return link.archive();
    }

    /**
     * Returns when the archive has answered that it has the object.
     *
     * @param syntaxes what the body can be written in, the best first
     * @return bytes of the data set that went out
     */
    long send(Labels labels, List<String> syntaxes, Body body) throws DeliveryException, InterruptedException {
        associations.acquire();
        try {
            return send(labels, new ArchiveLink.Need(labels.sopClass(), syntaxes), body);
        } finally {
            associations.release();
        }
    }

    private long send(Labels labels, ArchiveLink.Need need, Body body) throws DeliveryException {
        Association kept = link.reuse(need);
        if (kept != null) {
            try {
                return store(kept, need, labels, body);
            } catch (DeliveryException e) {
                if (e.causeClass() != Cause.ABORTED) {
                    throw e;
                }
                LOG.debug("a kept association with {} was gone, trying a new one: {}", archive().name(), e.getMessage());
            }
        }
        return store(open(need), need, labels, body);
    }

    private Association open(ArchiveLink.Need need) throws DeliveryException {
        try {
            return link.open(need);
        } catch (IOException e) {
            throw new DeliveryException(StoreFailures.causeOfOpening(e), e.getMessage(), e);
        }
    }

    private long store(Association association, ArchiveLink.Need need, Labels labels, Body body) throws DeliveryException {
        try {
            WatchedBody watched = new WatchedBody(body, syntax(association, need));
            Outcome answer = storeWith(association, labels, watched);
            Optional<Cause> cause = StoreFailures.causeOf(answer);
            if (cause.isPresent()) {
                throw new DeliveryException(cause.get(), archive().ae() + " answered " + answer);
            }
            if (answer.status() == StoreFailures.DUPLICATE_SOP_INSTANCE) {
                LOG.warn("{} has an object {} already, and keeps that one", archive().ae(), labels.sopInstance());
            } else if (answer.status() != Status.SUCCESS) {
                LOG.info("{} took {} with {}", archive().ae(), labels.sopInstance(), answer);
            }
            return watched.written;
        } finally {
            if (association.isOpen()) {
                link.giveBack(association);
            }
        }
    }

    private String syntax(Association association, ArchiveLink.Need need) throws DeliveryException {
        String syntax = ArchiveLink.syntaxFor(association, need);
        if (syntax == null) {
            throw new DeliveryException(Cause.NO_CONTEXT, archive().ae() + " accepted no presentation context for SOP class "
                    + need.sopClass() + " with any of " + String.join(", ", need.syntaxes()));
        }
        return syntax;
    }

    private static Outcome storeWith(Association association, Labels labels, WatchedBody watched) throws DeliveryException {
        try {
            return new StoreScu(association).store(new StoreRequest(labels.sopClass(), labels.sopInstance(), watched.syntax), watched);
        } catch (IOException e) {
            if (watched.failure != null) {
                throw new DeliveryException(Cause.FAULT, "the object cannot be written: " + e.getMessage(), e);
            }
            throw new DeliveryException(Cause.ABORTED, e.getMessage(), e);
        }
    }

    /** Tells a failure of the object from one of the network: both come out of the same call. */
    private static final class WatchedBody implements ObjectWriter {
        private final Body body;
        private final String syntax;
        private IOException failure;
        private long written;

        WatchedBody(Body body, String syntax) {
            this.body = body;
            this.syntax = syntax;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            NetworkOutput network = new NetworkOutput(out);
            try {
                body.writeTo(network, syntax);
                written = network.written;
            } catch (IOException e) {
                failure = network.failed ? null : e;
                throw e;
            }
        }
    }

    /** Counts, and notes that a write failed. */
    private static final class NetworkOutput extends FilterOutputStream {
        private boolean failed;
        private long written;

        NetworkOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            try {
                out.write(source, offset, length);
                written += length;
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}
