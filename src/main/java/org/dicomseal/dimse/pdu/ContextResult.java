package org.dicomseal.dimse.pdu;

/**
 * The acceptor's answer to one proposed presentation context (PS3.8 section 9.3.3.2).
 *
 * @param id the proposed context's id
 * @param result {@link #ACCEPTED} or why not
 * @param transferSyntax the accepted transfer syntax's UID; without meaning when not accepted
 */
public record ContextResult(int id, int result, String transferSyntax) {

    public static final int ACCEPTED = 0;
    public static final int USER_REJECTION = 1;
    public static final int NO_REASON = 2;
    public static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
    public static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;

    /** Whether the context may be used. */
    public boolean accepted() {
        return result == ACCEPTED;
    }
}
