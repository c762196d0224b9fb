package org.dicomseal.keys;

/** Where sealing and unsealing get their keys from. */
public interface KeySource {

    /**
     * The key that seals.
     *
     * @throws KeyUnavailableException if there is none (NONE_ACTIVE)
     */
    KeyId active() throws KeyUnavailableException;

    /**
     * The key of the id for the purpose: 32 bytes, which the caller owns and closes.
     *
     * @throws KeyUnavailableException if it can't be given, with the reason
     */
    Secret key(KeyId id, Purpose purpose) throws KeyUnavailableException;
}
