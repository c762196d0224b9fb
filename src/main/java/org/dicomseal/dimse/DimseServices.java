package org.dicomseal.dimse;

import java.util.HashMap;
import java.util.Map;

/**
 * The services that a server provides. A service without a handler is answered with "unrecognized operation".
 * C-ECHO is always answered with success.
 */
public final class DimseServices {

    private StoreHandler store;
    private FindHandler find;
    private MoveHandler move;
    private GetHandler get;
    private final Map<Integer, RequestHandler> others = new HashMap<>();

    public DimseServices onStore(StoreHandler handler) {
        store = handler;
        return this;
    }

    public DimseServices onFind(FindHandler handler) {
        find = handler;
        return this;
    }

    public DimseServices onMove(MoveHandler handler) {
        move = handler;
        return this;
    }

    public DimseServices onGet(GetHandler handler) {
        get = handler;
        return this;
    }

    /** Provides N-ACTION, on the association's thread. */
    public DimseServices onAction(NormalizedHandler handler) {
        return on(CommandField.N_ACTION_RQ, NormalizedResponder.ofActions(handler));
    }

    /** Takes N-EVENT-REPORT, on the association's thread. */
    public DimseServices onEventReport(NormalizedHandler handler) {
        return on(CommandField.N_EVENT_REPORT_RQ, NormalizedResponder.ofEventReports(handler));
    }

    /**
     * Takes requests of another service, such as N-ACTION, on the association's thread.
     *
     * @param commandField one of {@link CommandField}'s requests
     */
    public DimseServices on(int commandField, RequestHandler handler) {
        others.put(commandField, handler);
        return this;
    }

    RequestHandler other(int commandField) {
        return others.getOrDefault(commandField, RequestHandler.REFUSE);
    }

    StoreHandler store() {
        return store;
    }

    FindHandler find() {
        return find;
    }

    MoveHandler move() {
        return move;
    }

    GetHandler get() {
        return get;
    }
}
