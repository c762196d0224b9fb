package org.dicomseal.keys;

/** What may be done with a key. It only ever moves downwards in this list. */
public enum KeyState {
    /** Seals and unseals. A keyring has at most one active key. */
    ACTIVE,
    /** Only unseals: a newer key has taken over, or only a single purpose key is held. */
    DECRYPT_ONLY,
    /** Its bytes are gone; objects sealed with it are lost for good. The id is kept so that the loss has a name. */
    DESTROYED
}
