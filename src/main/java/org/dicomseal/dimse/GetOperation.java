package org.dicomseal.dimse;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A running C-GET of a peer: objects go to it on the association that it asks on. */
public final class GetOperation extends Operation {

    private final BlockingQueue<Command> answers = new ArrayBlockingQueue<>(16);

    GetOperation(Association association, Message message, byte[] identifier) {
        super(association, message, identifier);
    }

    /**
     * Sends one object on the same association, and waits for the answer.
     *
     * @return the peer's answer; a failure status is no exception
     * @throws NoPresentationContextException before anything is sent; the association lives
     * @throws IOException the writer's own, see {@link Association#send}; or the association's end
     */
    public Outcome store(StoreRequest store, ObjectWriter object) throws IOException {
        PresentationContext storage = association.contextFor(store.sopClass(), store.transferSyntax());
        Command command = StoreScu.command(store, association.nextMessageId());
        answers.clear();
        association.send(storage, command, object);
        Command answer = await(command);
        if (answer.respondsTo() != command.messageId()) {
            throw association.violation("got " + answer + " to message " + answer.respondsTo() + " while waiting for an answer to " + command);
        }
        return Outcome.of(answer);
    }

    private Command await(Command command) throws IOException {
        long nanos = association.options().response().toNanos();
        try {
            Command answer = association.isOpen() ? answers.poll(nanos, TimeUnit.NANOSECONDS) : answers.poll();
            if (!association.isOpen()) {
                throw new AssociationAbortedException("the association ended before " + command + " was answered");
            }
            if (answer == null) {
                association.abort();
                throw new DimseTimeoutException("answer to " + command, association.options().response());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            association.abort();
            throw new AssociationAbortedException("interrupted while waiting for the answer to " + command, e);
        }
    }

    /** Takes a C-STORE-RSP from the association's thread. */
    void answer(Command response) {
        if (!answers.offer(response)) {
            throw new IllegalStateException("more answers than sub-operations");
        }
    }

    /** Wakes who waits for an answer that won't come. */
    @Override
    void gone() {
        super.gone();
        answers.offer(new Command());
    }

    /** Sends a pending response. */
    public void pending(SubOperations counts) throws IOException {
        RetrieveResponses.sendPending(association, context, request, counts);
    }
}
