package org.dicomseal.node.events;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.spool.Cause;

/**
 * What happens in a node. Called on the threads that do the work, so a watcher must be quick: it counts, or puts something
 * into a queue, and never waits for a disk or a network.
 */
public interface NodeEvents {

    NodeEvents NONE = new NodeEvents() {
    };

    /** Why nothing may be done for callers now: what must be recorded cannot be. Empty if all is well. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** What a person should look at, while the node goes on; no patient's data. */
    default List<String> troubles() {
        return List.of();
    }

    default void associated(Caller caller) {
    }

    default void ended(Caller caller) {
    }

    /** A caller was refused an association. */
    default void rejected(Caller caller, AssociateReject why) {
    }

    /** A connection did not come to an association; with TLS mostly for want of a certificate that is trusted. */
    default void unconnected(InetSocketAddress peer, String why) {
    }

    /** An object is safe in the spool and acknowledged, or about to be. */
    default void stored(Caller caller, StoredObject object) {
    }

    /** An object was not taken in. */
    default void notStored(Caller caller, int status, String why) {
    }

    /** An archive has answered that it has an object. */
    default void forwarded(ArchiveConfig archive, StoredObject object, SealWork sealing) {
    }

    /** A delivery failed; it is tried again or given up as its cause says. */
    default void notForwarded(ArchiveConfig archive, StoredObject object, Cause cause) {
    }

    /** @param identifier the keys as they came, in {@code transferSyntax}; they may name patients */
    default void queried(Caller caller, ArchiveConfig archive, String sopClass, byte[] identifier, String transferSyntax, Outcome outcome) {
    }

    /** Objects are about to go to a destination. @param destination its AE title */
    default void retrieving(Caller caller, ArchiveConfig archive, String destination, List<StudyPart> parts) {
    }

    /** A retrieval has ended. */
    default void retrieved(Caller caller, ArchiveConfig archive, String destination, List<StudyPart> parts, RetrieveOutcome outcome) {
    }

    /** One object was unsealed and given to its destination. @param nanos that unsealing took, without sending */
    default void unsealed(ArchiveConfig archive, long bytes, long nanos) {
    }

    /** An archive's object is not as we sealed it: changed, swapped, replaced, or not sealed at all. */
    default void altered(ArchiveConfig archive, String sopInstance, String how, boolean givenOut) {
    }

    /** Somebody asked for what he may not have, on an association that he may. */
    default void forbidden(Caller caller, String what) {
    }

    /** Keys were unlocked, locked, made or destroyed, or that was tried. */
    default void keysUsed(String what, boolean done) {
    }

    /** Somebody used a console function that changes something. */
    default void operated(String what, boolean done) {
    }

    default void started() {
    }

    default void stopping() {
    }
}
