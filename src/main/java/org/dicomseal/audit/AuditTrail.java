package org.dicomseal.audit;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.node.TlsContexts;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.AuditConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.TlsConfig;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.node.events.SealWork;
import org.dicomseal.node.events.StoredObject;
import org.dicomseal.node.events.StudyPart;
import org.dicomseal.spool.Cause;

/**
 * Records what happens in a node: application start and stop, objects in, out and given back, queries, refused callers, altered
 * objects, use of keys and of the console. Events are put into queues and cost the node no wait. What was gathered for a
 * message that is not made yet (see {@link Transfers}), a minute's at most, is lost if the process is killed.
 */
public final class AuditTrail implements NodeEvents, AutoCloseable {

    private final NodeConfig config;
    private final Messages messages;
    private final AuditXml xml;
    private final SyslogLine syslogLine;
    private final Transfers transfers = new Transfers();
    private final Alerts alerts = new Alerts();
    private final Sink file;
    private final Sink syslog;
    private final List<Closeable> outputs = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "audit");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean begun;
    private boolean closed;

    private AuditTrail(NodeConfig config) throws IOException {
        this.config = config;
        this.messages = new Messages(config.name());
        this.xml = new AuditXml(config.name());
        this.syslogLine = new SyslogLine(config.name());
        AuditConfig audit = config.audit();
        this.file = audit.file().isPresent() ? file(new AuditFile(audit.file().get(), audit.maxBytes())) : null;
        this.syslog = audit.syslog().isPresent() ? syslog(sender(audit.syslog().get(), config)) : null;
    }

    /**
     * Opens the trail that the configuration asks for.
     *
     * @return one that records nothing if it asks for none
     * @throws IOException if its file, or the certificates for its server, cannot be read or written
     */
    public static AuditTrail open(NodeConfig config) throws IOException {
        AuditTrail trail = new AuditTrail(config);
        trail.clock.scheduleWithFixedDelay(trail::writeDue, 1, 1, TimeUnit.SECONDS);
        return trail;
    }

    private Sink file(AuditFile target) throws IOException {
        target.open();
        outputs.add(target);
        return new Sink("audit file", target::append);
    }

    private Sink syslog(SyslogSender sender) {
        outputs.add(sender);
        return new Sink("audit syslog", lines -> {
            while (!lines.isEmpty()) {
                sender.send(lines.get(0));
                lines.remove(0);
            }
        });
    }

    private static SyslogSender sender(AuditConfig.Syslog server, NodeConfig config) throws IOException {
        if (server.protocol() != AuditConfig.Protocol.TLS) {
            return new SyslogSender(server, null, false);
        }
        TlsConfig tls = config.tls().orElseThrow(() -> new IOException("audit.syslog needs the section tls"));
        TlsOptions options = TlsContexts.of(tls, config.listen().clientCertificates());
        return new SyslogSender(server, options.context(), tls.verifyHostName());
    }

    private void write(List<AuditMessage> all) {
        all.forEach(this::write);
    }

    private void write(AuditMessage message) {
        String line = syslogLine.of(message.at(), message.outcome(), xml.write(message));
        if (file != null) {
            file.give(line);
        }
        if (syslog != null) {
            syslog.give(line);
        }
    }

    private boolean isOff() {
        return file == null && syslog == null;
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private void writeDue() {
        write(transfers.due(now()));
        write(alerts.due(now()));
    }

    private void alert(String kind, AuditMessage message) {
        if (!isOff()) {
            alerts.offer(kind, message, now()).ifPresent(this::write);
        }
    }

    private void transferred(Transfers.Way way, String sopClass) {
        if (!isOff()) {
            write(transfers.add(way, sopClass, now()));
        }
    }

    @Override
    public Optional<String> obstacle() {
        boolean must = config.audit().required() && file != null;
        return must && file.fails() ? Optional.of("the audit trail cannot be written") : Optional.empty();
    }

    @Override
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        Optional.ofNullable(file).flatMap(Sink::trouble).ifPresent(troubles::add);
        Optional.ofNullable(syslog).flatMap(Sink::trouble).ifPresent(troubles::add);
        return troubles;
    }

    @Override
    public void started() {
        begun = true;
        write(messages.application(Code.APPLICATION_START, titles()));
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>(config.archives().values().stream().map(ArchiveConfig::called).toList());
        titles.add(config.fetchAe());
        return titles;
    }

    @Override
    public void ended(Caller caller) {
        write(transfers.ended(owner(caller)));
    }

    private static String owner(Caller caller) {
        return caller.address().toString();
    }

    @Override
    public void stored(Caller caller, StoredObject object) {
        transferred(storing(caller, object.patientId(), object.study(), AuditMessage.SUCCESS, ""), object.sopClass());
    }

    private Transfers.Way storing(Caller caller, String patient, String study, int outcome, String text) {
        return new Transfers.Way(owner(caller), Messages.caller(caller, true, Code.SOURCE_ROLE),
                messages.self(caller.calledAe(), false, Code.DESTINATION_ROLE), 'C', patient, study, outcome, text);
    }

    @Override
    public void notStored(Caller caller, int status, String why) {
        String text = Status.toString(status) + " " + why;
        if (status == Status.NOT_AUTHORIZED) {
            forbidden(caller, "C-STORE: " + why);
        } else {
            transferred(storing(caller, "", "", AuditMessage.MINOR, text), "");
        }
    }

    @Override
    public void forwarded(ArchiveConfig archive, StoredObject object, SealWork sealing) {
        transferred(forwarding(archive, object, AuditMessage.SUCCESS, ""), object.sopClass());
    }

    @Override
    public void notForwarded(ArchiveConfig archive, StoredObject object, Cause cause) {
        transferred(forwarding(archive, object, AuditMessage.MINOR, cause.name().toLowerCase()), object.sopClass());
    }

    private Transfers.Way forwarding(ArchiveConfig archive, StoredObject object, int outcome, String text) {
        return new Transfers.Way("archive " + archive.name(), messages.self(archive.calling(), true, Code.SOURCE_ROLE),
                Messages.archive(archive, false, Code.DESTINATION_ROLE), 'R', object.patientId(), object.study(), outcome, text);
    }

    @Override
    public void queried(Caller caller, ArchiveConfig archive, String sopClass, byte[] identifier, String transferSyntax, Outcome outcome) {
        write(messages.query(caller, archive, sopClass, identifier, transferSyntax, outcome));
    }

    @Override
    public void retrieving(Caller caller, ArchiveConfig archive, String destination, List<StudyPart> parts) {
        write(messages.beginning(caller, destination, parts));
    }

    @Override
    public void retrieved(Caller caller, ArchiveConfig archive, String destination, List<StudyPart> parts, RetrieveOutcome outcome) {
        write(messages.retrieved(caller, destination, parts, outcome));
    }

    @Override
    public void rejected(Caller caller, AssociateReject why) {
        if (!why.equals(AssociateReject.LOCAL_LIMIT_EXCEEDED)) {
            refused(caller, "association refused: " + why.reasonName(), Code.NODE_AUTHENTICATION);
        }
    }

    @Override
    public void forbidden(Caller caller, String what) {
        refused(caller, "not permitted: " + what, Code.RESTRICTED_FUNCTION);
    }

    private void refused(Caller caller, String text, Code type) {
        String who = caller.callingAe() + '@' + caller.address().getHostString();
        alert(text + who, messages.alert(type, AuditMessage.MINOR, text, Messages.caller(caller, false, null), Code.NODE_ID, caller.callingAe()));
    }

    @Override
    public void unconnected(InetSocketAddress peer, String why) {
        String host = peer.getAddress() == null ? peer.getHostString() : peer.getAddress().getHostAddress();
        Participant performer = new Participant(host, "", false, null, host);
        alert("unconnected " + host, messages.alert(Code.NODE_AUTHENTICATION, AuditMessage.MINOR, "no association: " + why, performer,
                Code.NODE_ID, host));
    }

    @Override
    public void altered(ArchiveConfig archive, String sopInstance, String how, boolean givenOut) {
        String text = how + (givenOut ? "; given out all the same" : "; not given out");
        alert("altered " + sopInstance + how, messages.alert(Code.OBJECT_ALTERED, AuditMessage.SERIOUS, text, Messages.archive(archive, false, null),
                Code.SOP_INSTANCE_UID, sopInstance));
    }

    @Override
    public void keysUsed(String what, boolean done) {
        Code type = what.startsWith("unlock") ? Code.RESTRICTED_FUNCTION : Code.SECURITY_CONFIGURATION;
        local("keys: " + what, done, type);
    }

    @Override
    public void operated(String what, boolean done) {
        local("console: " + what, done, what.startsWith("reload") ? Code.SOFTWARE_CONFIGURATION : Code.RESTRICTED_FUNCTION);
    }

    private void local(String text, boolean done, Code type) {
        write(messages.alert(type, done ? AuditMessage.SUCCESS : AuditMessage.MINOR, text + (done ? "" : ": failed"), null, Code.NODE_ID, config.name()));
    }

    /** After the node has stopped: writes what was gathered, and that it stopped. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        clock.shutdownNow();
        write(transfers.all());
        if (begun) {
            write(messages.application(Code.APPLICATION_STOP, titles()));
        }
        for (Sink sink : new Sink[] {file, syslog}) {
            if (sink != null) {
                sink.close();
            }
        }
        for (Closeable output : outputs) {
            output.close();
        }
    }
}
