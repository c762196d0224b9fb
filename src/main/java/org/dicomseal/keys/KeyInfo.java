package org.dicomseal.keys;

import java.time.Instant;
import java.util.Set;

/**
 * What may be told of a key.
 *
 * @param backedUp          whether a verified backup holds it
 * @param needsSecondFactor whether it is locked until the second factor is given
 * @param purposes          the purposes that it can be used for, locked or not
 */
public record KeyInfo(KeyId id, KeyState state, Instant created, boolean backedUp, boolean needsSecondFactor,
                      Set<Purpose> purposes) {
}
