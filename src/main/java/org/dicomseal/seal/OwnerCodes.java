package org.dicomseal.seal;

import java.util.Optional;
import org.dicomseal.keys.KeyId;

/** Where the watermark's owner code comes from. */
@FunctionalInterface
public interface OwnerCodes {

    /** The 128 bytes of the owner's code under this key, or empty if no owner is enrolled: then nothing is marked. */
    Optional<byte[]> of(KeyId id);
}
