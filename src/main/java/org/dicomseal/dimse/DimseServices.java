package org.dicomseal.dimse;

/**
 * The services that a server provides. A service without a handler is answered with "unrecognized operation".
 * C-ECHO is always answered with success.
 */
public final class DimseServices {

    private StoreHandler store;
    private FindHandler find;
    private MoveHandler move;
    private GetHandler get;

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
