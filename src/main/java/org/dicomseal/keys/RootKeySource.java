package org.dicomseal.keys;

/** Where files at rest get their wrapping keys from: keys of the root alone, so they work while the second factor is missing. */
public interface RootKeySource {

    /**
     * The newest key whose root is held.
     *
     * @throws KeyUnavailableException if there is none (NONE_ACTIVE)
     */
    KeyId newestRoot() throws KeyUnavailableException;

    /**
     * The key of the id for the purpose: 32 bytes, which the caller owns and closes.
     *
     * @throws KeyUnavailableException if it can't be given, with the reason
     */
    Secret rootKey(KeyId id, RootPurpose purpose) throws KeyUnavailableException;
}
