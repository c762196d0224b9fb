package org.dicomseal.node.events;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.spool.Cause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several watchers. One that throws harms neither the others nor the work. */
public final class Watchers implements NodeEvents {

    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final List<NodeEvents> all;

    public Watchers(NodeEvents... all) {
        this.all = List.of(all);
    }

    private void tell(Consumer<NodeEvents> event) {
        for (NodeEvents each : all) {
            try {
                event.accept(each);
            } catch (RuntimeException e) {
                LOG.error("{} failed", each.getClass().getSimpleName(), e);
            }
        }
    }

    @Override
    public Optional<String> obstacle() {
        return all.stream().map(NodeEvents::obstacle).flatMap(Optional::stream).findFirst();
    }

    @Override
    public List<String> troubles() {
        return all.stream().map(NodeEvents::troubles).flatMap(List::stream).toList();
    }

    @Override
    public void associated(Caller caller) {
        tell(each -> each.associated(caller));
    }

    @Override
    public void ended(Caller caller) {
        tell(each -> each.ended(caller));
    }

    @Override
    public void rejected(Caller caller, AssociateReject why) {
        tell(each -> each.rejected(caller, why));
    }

    @Override
    public void unconnected(InetSocketAddress peer, String why) {
        tell(each -> each.unconnected(peer, why));
    }

    @Override
    public void stored(Caller caller, StoredObject object) {
        tell(each -> each.stored(caller, object));
    }

    @Override
    public void notStored(Caller caller, int status, String why) {
        tell(each -> each.notStored(caller, status, why));
    }

    @Override
    public void forwarded(ArchiveConfig archive, StoredObject object, SealWork sealing) {
        tell(each -> each.forwarded(archive, object, sealing));
    }

    @Override
    public void notForwarded(ArchiveConfig archive, StoredObject object, Cause cause) {
        tell(each -> each.notForwarded(archive, object, cause));
    }

    @Override
    public void queried(Caller caller, ArchiveConfig archive, String sopClass, byte[] identifier, String transferSyntax, Outcome outcome) {
        tell(each -> each.queried(caller, archive, sopClass, identifier, transferSyntax, outcome));
    }

    @Override
    public void retrieving(Caller caller, ArchiveConfig archive, String destination, List<StudyPart> parts) {
        tell(each -> each.retrieving(caller, archive, destination, parts));
    }

    @Override
    public void retrieved(Caller caller, ArchiveConfig archive, String destination, List<StudyPart> parts, RetrieveOutcome outcome) {
        tell(each -> each.retrieved(caller, archive, destination, parts, outcome));
    }

    @Override
    public void unsealed(ArchiveConfig archive, long bytes, long nanos) {
        tell(each -> each.unsealed(archive, bytes, nanos));
    }

    @Override
    public void altered(ArchiveConfig archive, String sopInstance, String how, boolean givenOut) {
        tell(each -> each.altered(archive, sopInstance, how, givenOut));
    }

    @Override
    public void forbidden(Caller caller, String what) {
        tell(each -> each.forbidden(caller, what));
    }

    @Override
    public void keysUsed(String what, boolean done) {
        tell(each -> each.keysUsed(what, done));
    }

    @Override
    public void operated(String what, boolean done) {
        tell(each -> each.operated(what, done));
    }

    @Override
    public void started() {
        tell(NodeEvents::started);
    }

    @Override
    public void stopping() {
        tell(NodeEvents::stopping);
    }
}
