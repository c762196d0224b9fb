package org.dicomseal.dimse;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** N-EVENT-REPORT as provider of a SOP class: tells its user what has happened (PS3.7 section 10.1.1). */
public final class EventReporter {

    private final Association association;
    private final PresentationContext context;

    /**
     * @param association one that the user has asked for; or one of ours, on which we proposed to be the provider
     * @throws NoPresentationContextException if the SOP class was not accepted
     */
    public EventReporter(Association association, String sopClass) throws NoPresentationContextException {
        this.association = association;
        this.context = association.contextToNotify(sopClass);
    }

    /** The transfer syntax of the event's information. */
    public String transferSyntax() {
        return context.transferSyntax();
    }

    /**
     * Reports, and waits for the answer. On an association that the peer asked for, this must not be the thread that serves it.
     *
     * @param information the data set, in {@link #transferSyntax()}
     */
    public Outcome report(String sopInstance, int eventType, byte[] information) throws IOException {
        Command request = Command.request(CommandField.N_EVENT_REPORT_RQ, context.abstractSyntax(), association.nextMessageId())
                .put(CommandElement.AFFECTED_SOP_INSTANCE_UID, sopInstance)
                .put(CommandElement.EVENT_TYPE_ID, eventType);
        ObjectWriter dataSet = ObjectWriter.of(information);
        if (association.isRequestor()) {
            return Outcome.of(new Exchange(association, context, request, dataSet).response().command());
        }
        return Outcome.of(answer(association.invoke(context, request, dataSet)));
    }

    private Command answer(CompletableFuture<Command> answer) throws IOException {
        try {
            return answer.get(association.options().response().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssociationAbortedException("no answer to N-EVENT-REPORT: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new DimseTimeoutException("answer to N-EVENT-REPORT", association.options().response());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an answer", e);
        }
    }
}
