package org.dicomseal.node;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.node.config.ArchiveConfig;

/**
 * Storage associations with one archive, kept open between objects. Each SOP class is proposed once per transfer syntax, so
 * that both sides know all that is possible; what was asked for lately is proposed anew with each association.
 */
final class ArchiveLink implements AutoCloseable {

    /** Shorter than the idle limits that archives have (30 s and more). */
    private static final Duration IDLE = Duration.ofSeconds(8);
    private static final List<String> SEALED_SYNTAXES = List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN);

    /** What an object needs: its SOP class, and the transfer syntaxes it can be written in, the best first. */
    record Need(String sopClass, List<String> syntaxes) {
    }

    private record Context(String sopClass, String syntax) {
    }

    private record Idle(Association association, long since) {
    }

    private final ArchiveConfig archive;
    private final NetworkOptions network;
    private final TlsOptions tls;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<Context> wanted = new LinkedHashSet<>();

    /** @param tls null for plain sockets */
    ArchiveLink(ArchiveConfig archive, NetworkOptions network, TlsOptions tls) {
        this.archive = archive;
        this.network = network;
        this.tls = archive.tls() ? tls : null;
    }

    ArchiveConfig archive() {
        return archive;
    }

    /** An association that waits for work and has a context for this, or null. Those that stood too long are released. */
    Association reuse(Need need) {
        List<Association> stale = new ArrayList<>();
        Association found = null;
        synchronized (this) {
            long now = System.nanoTime();
            for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
                Idle waiting = each.next();
                if (!waiting.association.isOpen() || now - waiting.since > IDLE.toNanos()) {
                    stale.add(waiting.association);
                    each.remove();
                } else if (found == null && syntaxFor(waiting.association, need) != null) {
                    found = waiting.association;
                    each.remove();
                }
            }
        }
        stale.forEach(Association::close);
        return found;
    }

    /** Opens an association that proposes what is needed, and what was needed before. */
    Association open(Need need) throws IOException {
        AssociationProposal proposal = new AssociationProposal(archive.calling(), archive.ae());
        for (Context context : contextsFor(need)) {
            if (proposal.hasRoom()) {
                proposal.context(context.sopClass, context.syntax);
            }
        }
        return Association.open(archive.address(), proposal, network, tls);
    }

    /** Those of the need first, then those that others needed, the latest first. */
    private synchronized List<Context> contextsFor(Need need) {
        Set<String> syntaxes = new LinkedHashSet<>(need.syntaxes());
        syntaxes.addAll(SEALED_SYNTAXES);
        List<Context> contexts = new ArrayList<>();
        for (String syntax : syntaxes) {
            Context context = new Context(need.sopClass(), syntax);
            contexts.add(context);
            wanted.remove(context);
        }
        List<Context> before = new ArrayList<>(wanted);
        for (int i = before.size() - 1; i >= 0 && contexts.size() < AssociationProposal.MAX_CONTEXTS; i--) {
            contexts.add(before.get(i));
        }
        wanted.addAll(contexts.subList(0, syntaxes.size()));
        return contexts;
    }

    /** The first of the needed syntaxes that the association has a context for, or null. */
    static String syntaxFor(Association association, Need need) {
        Set<String> accepted = new TreeSet<>(association.transferSyntaxes(need.sopClass()));
        return need.syntaxes().stream().filter(accepted::contains).findFirst().orElse(null);
    }

    /** Keeps an association for the next object. */
    void giveBack(Association association) {
        synchronized (this) {
            idle.addFirst(new Idle(association, System.nanoTime()));
        }
    }

    /** Releases associations that stood too long; called now and then. */
    void tidy() {
        reuse(new Need("", List.of()));
    }

    @Override
    public void close() {
        List<Idle> all;
        synchronized (this) {
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(each -> each.association.close());
    }
}
