package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.TlsOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The destination of a C-MOVE. Which transfer syntaxes are needed shows itself only when objects are opened, so an
 * association that lacks one is replaced by another that proposes all that was needed so far. A lost one is, too.
 */
final class MoveDestination implements Destination {

    private static final Logger LOG = LoggerFactory.getLogger(MoveDestination.class);

    /** After so many failures to associate in a row the destination is given up. */
    private static final int MOST_FAILURES = 2;

    /** How to reach it, and who we are to it. */
    record Target(InetSocketAddress address, String callingAe, String calledAe, NetworkOptions network, TlsOptions tls) {
    }

    /** What asked for the C-MOVE; told to the destination with each object. */
    record Originator(String ae, int messageId) {
    }

    private record Context(String sopClass, String syntax) {
    }

    /** An open association, with what was proposed for it. */
    private record Way(Association association, Set<Context> proposed) {

        boolean leads(List<Context> needed) {
            return association.isOpen() && proposed.containsAll(needed);
        }

        Optional<String> syntax(String sopClass, List<String> syntaxes) {
            List<String> accepted = association.transferSyntaxes(sopClass);
            return syntaxes.stream().filter(accepted::contains).findFirst();
        }
    }

    private final Target target;
    private final Originator originator;
    private final Set<Context> wanted = new LinkedHashSet<>();
    private volatile Way way;
    private boolean used;
    private boolean reused;
    private int failures;

    /** @param sopClasses that are to come; empty ones are not known yet */
    MoveDestination(Target target, Originator originator, Collection<String> sopClasses) {
        this.target = target;
        this.originator = originator;
        for (String sopClass : sopClasses) {
            if (!sopClass.isEmpty()) {
                ArchiveCalls.NATIVE.forEach(syntax -> wanted.add(new Context(sopClass, syntax)));
            }
        }
    }

    /** Associates for what is known to come; a failure counts, and is told of when there is an object to be sent. */
    @Override
    public void expect() {
        if (wanted.isEmpty()) {
            return;
        }
        try {
            open(List.of());
        } catch (UndeliverableException e) {
            LOG.debug("not yet: {}", e.getMessage());
        }
    }

    @Override
    public Optional<String> likelySyntax(String sopClass, List<String> syntaxes) {
        Way current = way;
        return current != null && current.leads(contexts(sopClass, syntaxes)) ? current.syntax(sopClass, syntaxes) : Optional.empty();
    }

    private static List<Context> contexts(String sopClass, List<String> syntaxes) {
        return syntaxes.stream().map(syntax -> new Context(sopClass, syntax)).toList();
    }

    @Override
    public String syntaxFor(String sopClass, List<String> syntaxes) throws UndeliverableException {
        List<Context> needed = contexts(sopClass, syntaxes);
        if (way == null || !way.leads(needed)) {
            close();
            open(needed);
        }
        reused = used;
        return way.syntax(sopClass, syntaxes).orElseThrow(() -> new UndeliverableException(
                target.calledAe + " takes no " + sopClass + " in " + String.join(", ", syntaxes)));
    }

    private void open(List<Context> needed) throws UndeliverableException {
        wanted.removeAll(needed);
        Set<Context> contexts = new LinkedHashSet<>(needed);
        contexts.addAll(wanted);
        wanted.addAll(needed);
        List<Context> fitting = new ArrayList<>(contexts);
        fitting = fitting.subList(0, Math.min(fitting.size(), AssociationProposal.MAX_CONTEXTS));
        AssociationProposal proposal = new AssociationProposal(target.callingAe, target.calledAe);
        fitting.forEach(context -> proposal.context(context.sopClass, context.syntax));
        try {
            way = new Way(Association.open(target.address, proposal, target.network, target.tls), new LinkedHashSet<>(fitting));
        } catch (IOException e) {
            failures++;
            throw new UndeliverableException(target.calledAe + " can't be reached: " + e.getMessage(), e);
        }
        failures = 0;
        used = false;
    }

    @Override
    public Outcome send(String sopClass, String sopInstance, String syntax, ObjectWriter object) throws IOException {
        used = true;
        return new StoreScu(way.association).store(
                new StoreRequest(sopClass, sopInstance, syntax, 0, originator.ae, originator.messageId), object);
    }

    @Override
    public boolean mayTryAgain() {
        return reused && !way.association.isOpen();
    }

    @Override
    public boolean isLost() {
        return failures >= MOST_FAILURES;
    }

    @Override
    public void close() {
        if (way != null) {
            way.association.close();
            way = null;
        }
    }
}
