package org.dicomseal.seal;

import java.util.Optional;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeyUnavailableException;

/** Where the watermark's owner code comes from. */
@FunctionalInterface
public interface OwnerCodes {

    /**
     * The 128 bytes of the owner's code under this key, or empty if no owner is enrolled for it: then nothing is marked.
     *
     * @throws KeyUnavailableException if there is an owner whose code can't be had now: then nothing is sealed either, rather than unmarked
     */
    Optional<byte[]> of(KeyId id) throws KeyUnavailableException;
}
