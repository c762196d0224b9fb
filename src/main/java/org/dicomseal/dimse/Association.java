package org.dicomseal.dimse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.dicomseal.dimse.pdu.Abort;
import org.dicomseal.dimse.pdu.ExtendedNegotiation;
import org.dicomseal.dimse.pdu.Pdu;
import org.dicomseal.dimse.pdu.PduEncoder;
import org.dicomseal.dimse.pdu.PduException;
import org.dicomseal.dimse.pdu.ReleaseRequest;
import org.dicomseal.dimse.pdu.ReleaseResponse;
import org.dicomseal.dimse.pdu.UserInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An established association, of either side (PS3.8 states 6 and on; what comes before is in Requestor and Acceptor).
 * One thread receives; any thread may send, and messages don't mix. One operation at a time is outstanding.
 * The services' users (EchoScu, StoreScu, FindScu, MoveScu, GetScu) stand on it.
 */
public final class Association implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Association.class);
    private static final Duration ABORT_PATIENCE = Duration.ofMillis(200);
    /** How long a peer gets to read our last PDU before the socket closes: a close with unread input resets it. */
    static final Duration LINGER = Duration.ofSeconds(1);
    private static final long POLL_NANOS = 10_000_000;

    private final Transport transport;
    private final NetworkOptions options;
    private final Caller caller;
    private final boolean requestor;
    private final AcceptedContexts contexts;
    private final UserInformation peer;
    private final MessageReader reader;
    private final PduWriter writer;
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicInteger messageIds = new AtomicInteger();
    private final AtomicInteger outstanding = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Command>> awaited = new ConcurrentHashMap<>();
    private volatile IOException end;
    private volatile RequestHandler requestHandler = RequestHandler.REFUSE;

    /** @param peer the other side's user information, with a maximum PDU length that was checked */
    Association(Transport transport, PduReader pdus, NetworkOptions options, Caller caller, boolean requestor,
            List<PresentationContext> accepted, UserInformation peer) {
        this.transport = transport;
        this.options = options;
        this.caller = caller;
        this.requestor = requestor;
        this.peer = peer;
        this.contexts = new AcceptedContexts(accepted, requestor);
        this.reader = new MessageReader(pdus, contexts);
        long allowed = peer.maxPduLength() == 0 ? Integer.MAX_VALUE : peer.maxPduLength();
        this.writer = new PduWriter(transport, (int) Math.min(allowed, options.maxPduSent()));
    }

    /**
     * Connects and associates.
     *
     * @param tls null for a plain socket
     * @throws AssociationRejectedException if the peer says no
     * @throws DimseTimeoutException if it doesn't answer in time
     * @throws IOException if there is no connection
     */
    public static Association open(InetSocketAddress address, AssociationProposal proposal, NetworkOptions options,
            TlsOptions tls) throws IOException {
        return new Requestor(proposal, options, tls).connect(address);
    }

    /** Who asked for this association, from where; for one that we requested, the address is the peer's. */
    public Caller caller() {
        return caller;
    }

    public NetworkOptions options() {
        return options;
    }

    /** Whether we asked for it. */
    public boolean isRequestor() {
        return requestor;
    }

    public boolean isOpen() {
        return end == null;
    }

    /** The accepted presentation contexts, by id. */
    public List<PresentationContext> contexts() {
        return contexts.all();
    }

    /** The first context on which we may invoke operations of a SOP class. */
    public PresentationContext contextFor(String sopClass) throws NoPresentationContextException {
        return contextFor(sopClass, null);
    }

    /**
     * The context on which we may invoke operations of a SOP class with data sets in this transfer syntax.
     *
     * @param transferSyntax null if any will do
     */
    public PresentationContext contextFor(String sopClass, String transferSyntax) throws NoPresentationContextException {
        return contexts.toInvoke(sopClass).stream()
                .filter(context -> transferSyntax == null || context.transferSyntax().equals(transferSyntax))
                .findFirst()
                .orElseThrow(() -> new NoPresentationContextException(
                        requestor ? caller.calledAe() : caller.callingAe(), sopClass, transferSyntax));
    }

    /** The context on which we notify the peer, as provider of a SOP class, of events. */
    PresentationContext contextToNotify(String sopClass) throws NoPresentationContextException {
        PresentationContext context = contexts.toNotify(sopClass);
        if (context == null) {
            throw new NoPresentationContextException(requestor ? caller.calledAe() : caller.callingAe(), sopClass, null);
        }
        return context;
    }

    /** Transfer syntaxes in which we may send objects of a SOP class, in the order of their contexts. */
    public List<String> transferSyntaxes(String sopClass) {
        return contexts.toInvoke(sopClass).stream().map(PresentationContext::transferSyntax).distinct().toList();
    }

    /** The peer's item of SOP class extended negotiation: the request's for an acceptor, the answer for a requestor. */
    public Optional<byte[]> extendedNegotiation(String sopClass) {
        return peer.extended(sopClass).map(ExtendedNegotiation::information);
    }

    /** Whether the acceptor has confirmed the user identity that we presented (PS3.7 section D.3.3.7.2). */
    public boolean isIdentityConfirmed() {
        return peer.identityResponse().isPresent();
    }

    /** The peer's implementation, for the log. */
    public String peerImplementation() {
        return peer.implementationClassUid() + " " + peer.implementationVersion();
    }

    /** A message id not in use: 1 to 65535, then again from 1. */
    public int nextMessageId() {
        return Math.floorMod(messageIds.getAndIncrement(), 0xFFFF) + 1;
    }

    /** What to do with requests that come in while a service user waits for a response; refused by default. */
    public void onRequest(RequestHandler handler) {
        requestHandler = handler;
    }

    RequestHandler requestHandler() {
        return requestHandler;
    }

    /**
     * Sends a message. If the data set's writer throws, its exception is passed on. The association is then aborted,
     * and so ends before the last PDV; unless the peer has seen nothing of the message yet ({@link #isOpen} tells).
     *
     * @param command its Command Data Set Type is set by this
     * @param dataSet null if the message has none
     */
    public void send(PresentationContext context, Command command, ObjectWriter dataSet) throws IOException {
        sending.lock();
        try {
            requireOpen();
            command.put(CommandElement.COMMAND_DATA_SET_TYPE, dataSet == null ? Command.NO_DATA_SET : Command.WITH_DATA_SET);
            writer.begin();
            writer.command(context.id(), CommandCodec.encode(command), dataSet != null);
            if (dataSet != null) {
                OutputStream out = writer.dataSet(context.id());
                dataSet.writeTo(out);
                out.close();
            }
            if (!command.isResponse() && command.field() != CommandField.C_CANCEL_RQ) {
                outstanding.incrementAndGet();
            }
        } catch (IOException | RuntimeException | Error e) {
            if (writer.hasWritten()) {
                abort(new Abort(Abort.BY_USER, Abort.NOT_SPECIFIED), new AssociationAbortedException(
                        "aborted by us: sending " + CommandField.name(command.field()) + " failed", e));
            }
            throw e;
        } finally {
            sending.unlock();
        }
    }

    /**
     * Waits for the next message.
     *
     * @param limit for its first byte
     * @return null if the peer has released the association
     */
    public Message receive(Duration limit) throws IOException {
        requireOpen();
        Message message = guarded(() -> reader.next(limit));
        if (message == null) {
            confirmRelease();
            return null;
        }
        Command command = message.command();
        if (command.isResponse() && !Status.isPending(command.status())) {
            outstanding.decrementAndGet();
        }
        InputStream dataSet = message.dataSet() == null ? null : new GuardedInput(message.dataSet());
        return new Message(message.context(), command, dataSet);
    }

    /**
     * Sends a request on an association whose messages another thread receives.
     *
     * @return its response, once that thread has got it; fails when the association ends before
     */
    CompletableFuture<Command> invoke(PresentationContext context, Command request, ObjectWriter dataSet) throws IOException {
        CompletableFuture<Command> answer = new CompletableFuture<>();
        awaited.put(request.messageId(), answer);
        try {
            send(context, request, dataSet);
        } catch (IOException | RuntimeException e) {
            awaited.remove(request.messageId());
            throw e;
        }
        if (!isOpen()) {
            failAwaited();
        }
        return answer;
    }

    /** Hands a response to who has invoked its request by {@link #invoke}; false if nobody has. */
    boolean answered(Command response) {
        CompletableFuture<Command> answer = awaited.remove(response.respondsTo());
        return answer != null && answer.complete(response);
    }

    private void failAwaited() {
        IOException why = end;
        awaited.values().forEach(answer -> answer.completeExceptionally(why));
        awaited.clear();
    }

    /**
     * Hands the peer's requests to {@link #onRequest}'s handler for a while, on an association of ours on which nothing else goes on.
     * Returns when the time is over, when enough has come, or when the association has ended.
     */
    public void serveRequests(Duration time, BooleanSupplier enough) throws IOException {
        long until = System.nanoTime() + time.toNanos();
        while (isOpen() && !enough.getAsBoolean() && System.nanoTime() < until) {
            if (guarded(reader::hasMore)) {
                Message message = receive(options.idle());
                if (message == null) {
                    return;
                }
                requestHandler.handle(this, message);
            } else {
                LockSupport.parkNanos(POLL_NANOS);
                if (Thread.interrupted()) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** While we work for the peer it has nothing to say, and no limit to say it in. */
    void suspendReadLimit(boolean suspended) {
        transport.suspendReadLimit(suspended);
    }

    private void confirmRelease() throws IOException {
        endWith(new AssociationAbortedException("the association was released by the peer"));
        transport.write(PduEncoder.encode(new ReleaseResponse()), 0, 10);
        transport.endOutput(LINGER);
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Reads, and ends the association if that fails, with the A-ABORT that PS3.8 section 9.2 asks for. */
    private <T> T guarded(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (PduException e) {
            throw violated(new ProtocolException(e.abortReason(), e.getMessage(), e));
        } catch (ProtocolException e) {
            throw violated(e);
        } catch (IOException e) {
            IOException cause = end == null ? e : end;
            if (e instanceof DimseTimeoutException) {
                abort(new Abort(Abort.BY_USER, Abort.NOT_SPECIFIED), e);
            } else {
                endWith(e);
                transport.close();
            }
            throw cause;
        }
    }

    private IOException violated(ProtocolException e) {
        abort(new Abort(Abort.BY_PROVIDER, e.abortReason()), e);
        return e;
    }

    /** Aborts because the peer broke the rules of PS3.7, and gives the exception to throw. */
    ProtocolException violation(String message) {
        ProtocolException e = new ProtocolException(Abort.NOT_SPECIFIED, message);
        abort(new Abort(Abort.BY_USER, Abort.NOT_SPECIFIED), e);
        return e;
    }

    private void requireOpen() throws IOException {
        IOException why = end;
        if (why != null) {
            throw new AssociationAbortedException("the association has ended: " + why.getMessage(), why);
        }
    }

    /** Releases in order (A-RELEASE), and closes. To be called by the receiving thread, with nothing outstanding. */
    public void release() throws IOException {
        requireOpen();
        transport.write(PduEncoder.encode(new ReleaseRequest()), 0, 10);
        guarded(() -> {
            reader.awaitRelease(options.acse(), () -> transport.write(PduEncoder.encode(new ReleaseResponse()), 0, 10));
            return null;
        });
        endWith(new AssociationAbortedException("the association was released"));
        transport.close();
    }

    /** Sends A-ABORT, and closes. May be called from any thread, whatever the others are at. */
    public void abort() {
        abort(new Abort(Abort.BY_USER, Abort.NOT_SPECIFIED), new AssociationAbortedException("aborted by us"));
    }

    private void abort(Pdu abort, IOException why) {
        if (!endWith(why)) {
            return;
        }
        try {
            if (transport.tryWrite(PduEncoder.encode(abort), ABORT_PATIENCE)) {
                transport.endOutput(LINGER);
                return;
            }
        } catch (IOException e) {
            LOG.debug("A-ABORT could not be sent: {}", e.getMessage());
        }
        transport.close();
    }

    /** True for the first end only. */
    private synchronized boolean endWith(IOException why) {
        if (end != null) {
            return false;
        }
        end = why;
        failAwaited();
        return true;
    }

    /** Releases if it is open and idle, aborts if it is in the middle of something, else does nothing. */
    @Override
    public void close() {
        if (!isOpen()) {
            return;
        }
        if (outstanding.get() > 0 || reader.isWithinMessage()) {
            abort();
            return;
        }
        try {
            release();
        } catch (IOException e) {
            LOG.debug("release failed: {}", e.getMessage());
            abort();
        }
    }

    /** Reads through the association's guard, so that a violation within a data set also ends in an A-ABORT. */
    private final class GuardedInput extends InputStream {

        private final InputStream dataSet;

        GuardedInput(InputStream dataSet) {
            this.dataSet = dataSet;
        }

        @Override
        public int read() throws IOException {
            return guarded(dataSet::read);
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            return guarded(() -> dataSet.read(target, offset, count));
        }
    }
}
