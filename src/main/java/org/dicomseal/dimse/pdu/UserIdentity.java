package org.dicomseal.dimse.pdu;

/**
 * User identity (PS3.7 annex D.3.3.7). Its fields may hold a password: they are never printed.
 *
 * @param type 1 user name, 2 user name and passcode, 3 Kerberos ticket, 4 SAML assertion, 5 JSON web token
 * @param responseRequested whether the requestor wants a server response
 */
public record UserIdentity(int type, boolean responseRequested, byte[] primary, byte[] secondary) {
    @Override
    public String toString() {
        return "UserIdentity[type " + type + "]";
    }
}
