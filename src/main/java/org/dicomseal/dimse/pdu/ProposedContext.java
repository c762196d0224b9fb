package org.dicomseal.dimse.pdu;

import java.util.List;

/**
 * A presentation context as the requestor proposes it (PS3.8 section 9.3.2.2).
 *
 * @param id odd, 1 to 255
 * @param abstractSyntax UID of the SOP class
 * @param transferSyntaxes UIDs, in the requestor's order of preference
 */
public record ProposedContext(int id, String abstractSyntax, List<String> transferSyntaxes) {
    public ProposedContext {
        transferSyntaxes = List.copyOf(transferSyntaxes);
    }
}
