package org.dicomseal.dimse;

/**
 * What a C-STORE-RQ says about the object that follows (PS3.7 section 9.1.1).
 *
 * @param transferSyntax UID of the syntax that the data set is in: its presentation context's
 * @param priority 0 medium, 1 high, 2 low
 * @param moveOriginatorAe AE title that asked for the C-MOVE this is a part of; empty if none
 * @param moveOriginatorMessageId that C-MOVE-RQ's message id; meaningless without the title
 */
public record StoreRequest(
        String sopClass, String sopInstance, String transferSyntax,
        int priority, String moveOriginatorAe, int moveOriginatorMessageId) {

    /** A store of medium priority that belongs to no C-MOVE. */
    public StoreRequest(String sopClass, String sopInstance, String transferSyntax) {
        this(sopClass, sopInstance, transferSyntax, 0, "", 0);
    }
}
