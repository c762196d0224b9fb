package org.dicomseal.dimse;

import java.util.ArrayList;
import java.util.List;

/** A running operation of a peer that may take long: it has an identifier, pending responses, and can be cancelled. */
public abstract sealed class Operation permits FindOperation, MoveOperation, GetOperation {

    final Association association;
    final PresentationContext context;
    final Command request;
    private final byte[] identifier;
    private final List<Runnable> cancelActions = new ArrayList<>();
    private boolean cancelled;

    Operation(Association association, Message message, byte[] identifier) {
        this.association = association;
        this.context = message.context();
        this.request = message.command();
        this.identifier = identifier;
    }

    /** The association that it came on. */
    public final Association association() {
        return association;
    }

    /** SOP class of the information model. */
    public final String sopClass() {
        return context.abstractSyntax();
    }

    /** Transfer syntax of the identifiers, both ways. */
    public final String transferSyntax() {
        return context.transferSyntax();
    }

    /** The request's identifier. */
    public final byte[] identifier() {
        return identifier.clone();
    }

    /** The request's message id. */
    public final int messageId() {
        return request.messageId();
    }

    /** Whether the peer has cancelled, or is gone. */
    public final synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Called once, on another thread, when the peer cancels or is gone; at once if it has. Must not block for long. */
    public final void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                cancelActions.add(action);
                return;
            }
        }
        action.run();
    }

    final void cancel() {
        List<Runnable> actions;
        synchronized (this) {
            cancelled = true;
            actions = new ArrayList<>(cancelActions);
            cancelActions.clear();
        }
        actions.forEach(Runnable::run);
    }

    /** The association has ended. */
    void gone() {
        cancel();
    }
}
