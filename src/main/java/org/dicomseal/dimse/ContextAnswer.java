package org.dicomseal.dimse;

import java.util.Collection;
import org.dicomseal.dimse.pdu.ContextResult;
import org.dicomseal.dimse.pdu.ProposedContext;

/**
 * A policy's answer to one proposed presentation context.
 *
 * @param result one of {@link ContextResult}'s
 * @param transferSyntax the accepted one; empty if not accepted
 */
public record ContextAnswer(int result, String transferSyntax) {

    public static final ContextAnswer ABSTRACT_SYNTAX_NOT_SUPPORTED =
            new ContextAnswer(ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED, "");
    public static final ContextAnswer TRANSFER_SYNTAXES_NOT_SUPPORTED =
            new ContextAnswer(ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED, "");
    public static final ContextAnswer USER_REJECTION = new ContextAnswer(ContextResult.USER_REJECTION, "");

    /** Accepts with this transfer syntax, which must be among those proposed. */
    public static ContextAnswer accept(String transferSyntax) {
        return new ContextAnswer(ContextResult.ACCEPTED, transferSyntax);
    }

    /** Accepts the first proposed transfer syntax that is supported: the requestor's preference decides. */
    public static ContextAnswer firstOf(ProposedContext proposed, Collection<String> supported) {
        return proposed.transferSyntaxes().stream().filter(supported::contains).findFirst()
                .map(ContextAnswer::accept).orElse(TRANSFER_SYNTAXES_NOT_SUPPORTED);
    }
}
