/**
 * From a fingerprint image to the second factor of the keys: image, quality gate, alignment, ridge texture and ResNet152 features, reliable
 * bits, fuzzy commitment, minutiae gate; and the owners whose keys need it. No fingerprint, feature or secret leaves this package in clear
 * but to the keys.
 * Read Owners, FingerUnlock and OwnerEnrolment for what a node does with it, Enrollment for one finger, then FeatureExtractor.
 *
 * <p>The file of owners lies beside the keystore as {@code NAME.owners}, for its owner only (0600); big endian:
 * <pre>
 * "DSOW", version (1) = 1, key id (16), salt (32), then AES-256-GCM (nonce of zeros, tag of 16 bytes at the end) under
 *   HKDF-Expand(HKDF-Extract(salt, helper key of the key id), "DICOMSEAL/1/owners", 32), all before as associated data, of:
 * number of enrolments (2), then for each, oldest first:
 *   owner (2 bytes of length, then modified UTF-8 as java.io.DataOutput has it), generation (4), active (1),
 *   enrolled (8, seconds since 1970), key id whose helper key encrypts the record (16),
 *   record (4 bytes of length, then as below), number of keys (2), their ids (16 each),
 *   impressions refused in a row (4), when the last one was tried (8, seconds since 1970)
 * </pre>
 * The record of one enrolment:
 * <pre>
 * "DSFP", version (1) = 2 (1 is read too), salt (32), then AES-256-GCM under
 *   HKDF-Expand(HKDF-Extract(salt, helper key), "DICOMSEAL/1/enrolment record", 32), magic, version and owner as associated data, of:
 * digest of the model (32), seed of the projection (32), number of bits n (2), which sums they are (2 each),
 *   helper word of the fuzzy commitment (n / 8, rounded up), then to the end AES-256-GCM under
 *   HKDF-Expand(HKDF-Extract(seed, message of the commitment), "DICOMSEAL/1/fingerprint secret", 32), of:
 * S (32); in version 2 then for each enrolled impression: length (4) and SourceAFIS template
 * </pre>
 * So the minutiae are readable to nobody but who holds the keystore, its password and an impression that opens the commitment.
 */
package org.dicomseal.biometric;
