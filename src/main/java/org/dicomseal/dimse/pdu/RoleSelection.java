package org.dicomseal.dimse.pdu;

/**
 * SCP/SCU role selection of one SOP class (PS3.7 annex D.3.3.4). In a request: the roles that the requestor can take;
 * in an answer: those that the acceptor agrees to.
 */
public record RoleSelection(String sopClass, boolean scu, boolean scp) {
}
