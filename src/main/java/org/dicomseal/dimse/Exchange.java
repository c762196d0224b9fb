package org.dicomseal.dimse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** One operation of a service user: its request is out, its responses come in. */
final class Exchange {

    /** The most bytes that an identifier may have; real ones have a few thousand. */
    static final int MAX_IDENTIFIER = 4 * 1024 * 1024;

    private final Association association;
    private final PresentationContext context;
    private final Command request;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** Sends the request. */
    Exchange(Association association, PresentationContext context, Command request, ObjectWriter dataSet) throws IOException {
        this.association = association;
        this.context = context;
        this.request = request;
        association.send(context, request, dataSet);
    }

    /** The next response to our request. Requests of the peer that come in between go to the association's handler. */
    Message response() throws IOException {
        while (true) {
            Message message = next();
            if (message.command().isResponse()) {
                return message;
            }
            association.requestHandler().handle(association, message);
        }
    }

    /** The next message: a response to our request, or a request of the peer. */
    Message next() throws IOException {
        Message message = association.receive(association.options().response());
        if (message == null) {
            throw new AssociationAbortedException("the peer released the association instead of answering " + request);
        }
        Command command = message.command();
        boolean ours = command.respondsTo() == request.messageId()
                && command.field() == (request.field() | CommandField.RESPONSE);
        if (command.isResponse() && !ours) {
            throw association.violation("got " + command + " to message " + command.respondsTo() + " while waiting for an answer to " + request);
        }
        return message;
    }

    /** Asks the peer to stop, once; the final response still comes. */
    void cancel() throws IOException {
        if (!cancelled.compareAndSet(false, true)) {
            return;
        }
        association.send(context, new Command().put(CommandElement.COMMAND_FIELD, CommandField.C_CANCEL_RQ)
                .put(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, request.messageId()), null);
    }

    /** An identifier's bytes; empty if the message has none. */
    static byte[] identifier(Association association, Message message) throws IOException {
        InputStream in = message.dataSet();
        if (in == null) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[4096];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            bytes.write(chunk, 0, count);
            if (bytes.size() > MAX_IDENTIFIER) {
                throw association.violation("identifier of more than " + MAX_IDENTIFIER + " bytes");
            }
        }
        return bytes.toByteArray();
    }
}
