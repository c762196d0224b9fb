package org.dicomseal.dimse;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one accepted association on its thread. Operations that may take long run on a thread of their own, so
 * that this one hears a cancel, the answers to C-GET's sub-operations, and the peer's end.
 */
final class ServerSession {

    private static final Logger LOG = LoggerFactory.getLogger(ServerSession.class);

    private final Association association;
    private final DimseServices services;
    private final Executor operations;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
    private Operation operation;
    private volatile boolean handling;
    private volatile boolean operating;
    private volatile boolean stopping;

    ServerSession(Association association, DimseServices services, Executor operations) {
        this.association = association;
        this.services = services;
        this.operations = operations;
    }

    /** Returns when the association has ended, and nothing runs for it any more. */
    void serve() {
        try {
            while (!stopping || operating) {
                Message message = association.receive(association.options().idle());
                if (message == null) {
                    return;
                }
                handling = true;
                handle(message);
                handling = false;
            }
        } catch (IOException e) {
            LOG.info("association {} ended: {}", association.caller(), e.getMessage());
        } finally {
            endOperation();
            association.abort();
        }
    }

    /** Ends the association as soon as it is not in the middle of something. */
    void stop() {
        stopping = true;
        if (!handling && !operating) {
            association.abort();
        }
    }

    void abort() {
        association.abort();
    }

    private void handle(Message message) throws IOException {
        Command command = message.command();
        if (command.isResponse()) {
            answer(command);
        } else if (command.field() == CommandField.C_CANCEL_RQ) {
            if (!running.isDone() && command.respondsTo() == operation.messageId()) {
                operation.cancel();
            }
        } else {
            running.join();
            request(message);
        }
    }

    private void answer(Command response) throws IOException {
        if (association.answered(response)) {
            return;
        }
        if (running.isDone() || !(operation instanceof GetOperation get)) {
            throw association.violation("got " + response + " without having asked");
        }
        get.answer(response);
    }

    private void request(Message message) throws IOException {
        Command command = message.command();
        switch (command.field()) {
            case CommandField.C_ECHO_RQ -> association.send(message.context(), Command.response(command, Status.SUCCESS), null);
            case CommandField.C_STORE_RQ -> {
                if (services.store() == null) {
                    RequestHandler.REFUSE.handle(association, message);
                } else {
                    StoreResponder.respond(association, message, services.store());
                }
            }
            case CommandField.C_FIND_RQ -> start(message, services.find() != null);
            case CommandField.C_MOVE_RQ -> start(message, services.move() != null);
            case CommandField.C_GET_RQ -> start(message, services.get() != null);
            default -> services.other(command.field()).handle(association, message);
        }
    }

    private void start(Message message, boolean supported) throws IOException {
        Command command = message.command();
        if (!supported) {
            RequestHandler.REFUSE.handle(association, message);
            return;
        }
        if (!command.sopClass().equals(message.context().abstractSyntax()) || message.dataSet() == null) {
            association.send(message.context(), Responses.of(command,
                    new Outcome(Status.DATA_SET_DOES_NOT_MATCH, "no identifier, or SOP class is not the context's")), null);
            return;
        }
        byte[] identifier = Exchange.identifier(association, message);
        Operation started = switch (command.field()) {
            case CommandField.C_FIND_RQ -> new FindOperation(association, message, identifier);
            case CommandField.C_MOVE_RQ -> new MoveOperation(association, message, identifier);
            default -> new GetOperation(association, message, identifier);
        };
        operation = started;
        operating = true;
        association.suspendReadLimit(true);
        running = CompletableFuture.runAsync(() -> run(started), operations);
    }

    private void run(Operation started) {
        try {
            if (started instanceof FindOperation find) {
                association.send(find.context, Responses.of(find.request, outcome(find)), null);
            } else {
                RetrieveResponses.sendFinal(association, started.context, started.request, retrieve(started));
            }
        } catch (IOException e) {
            LOG.info("{} of {} could not be answered: {}", started.request, association.caller(), e.getMessage());
        } finally {
            operating = false;
            association.suspendReadLimit(false);
            if (stopping) {
                association.abort();
            }
        }
    }

    private Outcome outcome(FindOperation find) {
        try {
            return services.find().find(find);
        } catch (IOException | RuntimeException e) {
            return Responses.failure(LOG, find.request, e);
        }
    }

    private RetrieveOutcome retrieve(Operation started) {
        try {
            return started instanceof MoveOperation move ? services.move().move(move) : services.get().get((GetOperation) started);
        } catch (IOException | RuntimeException e) {
            return new RetrieveOutcome(Responses.failure(LOG, started.request, e), SubOperations.NONE, List.of());
        }
    }

    private void endOperation() {
        if (!running.isDone()) {
            association.abort();
            operation.gone();
            running.join();
        }
    }
}
