package org.dicomseal.biometric;

import java.time.Instant;
import java.util.List;

import org.dicomseal.keys.KeyId;

/**
 * What may be told of one enrolment of an owner.
 *
 * @param generation counts revocations: 0 for the first enrolment
 * @param active     false once revoked: its keys only unseal
 * @param keys       that need this owner's finger, oldest first
 * @param failures   impressions refused in a row
 */
public record OwnerInfo(String owner, int generation, boolean active, Instant enrolled, List<KeyId> keys, int failures) {
}
