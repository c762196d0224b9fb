package org.dicomseal.audit;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.events.StudyPart;

/** The standard's messages (PS3.15 section A.5.3), of what the node tells. */
final class Messages {

    private static final String ALERT = "Alert Description";

    private final String node;
    private final String process = Long.toString(ProcessHandle.current().pid());

    /** @param node the node's name */
    Messages(String node) {
        this.node = node;
    }

    /** A caller, as source of objects or as who asks. */
    static Participant caller(Caller caller, boolean requestor, Code role) {
        return new Participant(caller.callingAe(), "", requestor, role, host(caller.address()));
    }

    static Participant archive(ArchiveConfig archive, boolean requestor, Code role) {
        return new Participant(archive.ae(), "", requestor, role, archive.host());
    }

    /** This node under one of its AE titles. */
    Participant self(String ae, boolean requestor, Code role) {
        return new Participant(ae, process, requestor, role, "");
    }

    private static String host(InetSocketAddress address) {
        return address.getAddress() == null ? address.getHostString() : address.getAddress().getHostAddress();
    }

    /** A.5.3.1. @param aeTitles the node's own */
    AuditMessage application(Code startOrStop, Iterable<String> aeTitles) {
        Participant application = new Participant(node, "AETITLES=" + String.join(";", aeTitles), false, Code.APPLICATION, "");
        return new AuditMessage(Instant.now(), Code.APPLICATION_ACTIVITY, startOrStop, 'E', AuditMessage.SUCCESS, "", List.of(application), List.of());
    }

    /** A.5.3.3, one for each study. */
    List<AuditMessage> beginning(Caller caller, String destination, List<StudyPart> parts) {
        return parts.stream().map(part -> new AuditMessage(Instant.now(), Code.BEGIN_TRANSFERRING, null, 'E', AuditMessage.SUCCESS, "",
                retrieval(caller, destination), subjects(part))).toList();
    }

    /** A.5.3.7, one for each study; one without a study if there was none and it failed. */
    List<AuditMessage> retrieved(Caller caller, String destination, List<StudyPart> parts, RetrieveOutcome outcome) {
        int done = outcome.counts().completed() + outcome.counts().warning();
        boolean clean = outcome.outcome().isDone() && outcome.counts().failed() == 0;
        int indicator = clean ? AuditMessage.SUCCESS : done > 0 ? AuditMessage.MINOR : AuditMessage.SERIOUS;
        String text = clean ? "" : outcome.outcome() + ": " + done + " objects given, " + outcome.counts().failed() + " failed";
        List<AuditMessage> messages = new ArrayList<>();
        for (StudyPart part : parts) {
            messages.add(new AuditMessage(Instant.now(), Code.INSTANCES_TRANSFERRED, null, 'R', indicator, text,
                    retrieval(caller, destination), subjects(part)));
        }
        if (parts.isEmpty() && !clean) {
            messages.add(new AuditMessage(Instant.now(), Code.INSTANCES_TRANSFERRED, null, 'R', indicator, text,
                    retrieval(caller, destination), List.of()));
        }
        return messages;
    }

    private List<Participant> retrieval(Caller caller, String destination) {
        List<Participant> participants = new ArrayList<>();
        participants.add(self(caller.calledAe(), false, Code.SOURCE_ROLE));
        if (caller.callingAe().equals(destination)) {
            participants.add(caller(caller, true, Code.DESTINATION_ROLE));
        } else {
            participants.add(new Participant(destination, "", false, Code.DESTINATION_ROLE, ""));
            participants.add(caller(caller, true, null));
        }
        return participants;
    }

    private static List<Subject> subjects(StudyPart part) {
        return List.of(Subject.study(part.study(), part.sopClasses()), Subject.patient(part.patientId()));
    }

    /** A.5.3.10. */
    AuditMessage query(Caller caller, ArchiveConfig archive, String sopClass, byte[] keys, String syntax, Outcome outcome) {
        Subject query = Subject.query(sopClass, keys, Map.of("TransferSyntax", syntax.getBytes(StandardCharsets.US_ASCII)));
        return new AuditMessage(Instant.now(), Code.QUERY, null, 'E', outcome.isDone() ? AuditMessage.SUCCESS : AuditMessage.MINOR,
                outcome.isDone() ? "" : outcome.toString(),
                List.of(caller(caller, true, Code.SOURCE_ROLE), self(caller.calledAe(), false, Code.DESTINATION_ROLE), archive(archive, false, null)),
                List.of(query));
    }

    /** A.5.3.11. @param performer null if it was this node, or nobody knows */
    AuditMessage alert(Code type, int outcome, String text, Participant performer, Code idType, String id) {
        List<Participant> participants = new ArrayList<>();
        participants.add(new Participant(node, process, true, null, ""));
        if (performer != null) {
            participants.add(performer);
        }
        Subject subject = Subject.alert(idType, id, Map.of(ALERT, text.getBytes(StandardCharsets.UTF_8)));
        return new AuditMessage(Instant.now(), Code.SECURITY_ALERT, type, 'E', outcome, text, participants, List.of(subject));
    }
}
