package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.TlsOptions;

/**
 * The destination of a C-MOVE. Which transfer syntaxes are needed shows itself only when objects are opened, so an
 * association that lacks one is replaced by another that proposes all that was needed so far. A lost one is, too.
 */
final class MoveDestination implements Destination {

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

    private final Target target;
    private final Originator originator;
    private final Set<Context> wanted = new LinkedHashSet<>();
    private Set<Context> proposed = Set.of();
    private Association association;
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

    @Override
    public String syntaxFor(String sopClass, List<String> syntaxes) throws UndeliverableException {
        List<Context> needed = syntaxes.stream().map(syntax -> new Context(sopClass, syntax)).toList();
        if (association == null || !association.isOpen() || !proposed.containsAll(needed)) {
            close();
            open(needed);
        }
        reused = used;
        List<String> accepted = association.transferSyntaxes(sopClass);
        return syntaxes.stream().filter(accepted::contains).findFirst().orElseThrow(() -> new UndeliverableException(
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
            association = Association.open(target.address, proposal, target.network, target.tls);
        } catch (IOException e) {
            failures++;
            throw new UndeliverableException(target.calledAe + " can't be reached: " + e.getMessage(), e);
        }
        failures = 0;
        used = false;
        proposed = new LinkedHashSet<>(fitting);
    }

    @Override
    public Outcome send(String sopClass, String sopInstance, String syntax, ObjectWriter object) throws IOException {
        used = true;
        return new StoreScu(association).store(
                new StoreRequest(sopClass, sopInstance, syntax, 0, originator.ae, originator.messageId), object);
    }

    @Override
    public boolean mayTryAgain() {
        return reused && !association.isOpen();
    }

    @Override
    public boolean isLost() {
        return failures >= MOST_FAILURES;
    }

    @Override
    public void close() {
        if (association != null) {
            association.close();
            association = null;
            proposed = Set.of();
        }
    }
}
