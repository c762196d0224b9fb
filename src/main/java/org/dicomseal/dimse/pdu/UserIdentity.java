package org.dicomseal.dimse.pdu;

/**
 * User identity (PS3.7 annex D.3.3.7). Its fields may hold a password: they are never printed.
 *
 * @param type 1 user name, 2 user name and passcode, 3 Kerberos ticket, 4 SAML assertion, 5 JSON web token
 * @param responseRequested whether the requestor wants a server response
 */
public record UserIdentity(int type, boolean responseRequested, byte[] primary, byte[] secondary) {

    public static final int USER_NAME = 1;
    public static final int USER_NAME_AND_PASSCODE = 2;
    public static final int KERBEROS = 3;
    public static final int SAML = 4;
    public static final int JSON_WEB_TOKEN = 5;

    /** The type in words. */
    public String typeName() {
        return switch (type) {
            case USER_NAME -> "user name";
            case USER_NAME_AND_PASSCODE -> "user name and passcode";
            case KERBEROS -> "Kerberos ticket";
            case SAML -> "SAML assertion";
            case JSON_WEB_TOKEN -> "JSON web token";
            default -> "unknown type " + type;
        };
    }

    @Override
    public String toString() {
        return "UserIdentity[type " + type + "]";
    }
}
