package org.dicomseal.dimse;

/**
 * An accepted presentation context of an association.
 *
 * @param id odd, 1 to 255
 * @param abstractSyntax UID of the SOP class
 * @param transferSyntax UID of the transfer syntax, one for each context
 * @param requestorIsScu whether the association's requestor may invoke operations on it
 * @param requestorIsScp whether the association's acceptor may, the requestor being the provider (C-GET's storage)
 */
public record PresentationContext(
        int id, String abstractSyntax, String transferSyntax, boolean requestorIsScu, boolean requestorIsScp) {
}
