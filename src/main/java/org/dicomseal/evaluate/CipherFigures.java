package org.dicomseal.evaluate;

import org.dicomseal.evaluate.cipher.DifferenceRates;
import org.dicomseal.evaluate.cipher.NeighbourCorrelation;

/**
 * The sealed bytes as an archive sees them, and what a pixel or a bit of the key changes in them.
 *
 * @param bytes              ciphertext in the carrier that was looked at, the clear header apart
 * @param entropy            of a byte, in bits
 * @param expectedEntropy    of as many random bytes
 * @param chiSquare          of the histogram, 255 degrees of freedom
 * @param probability        of a histogram at least as uneven, for random bytes; NaN for fewer than 1280 bytes
 * @param original           neighbours in the first frame
 * @param carrier            neighbours in the carrier as it is shown
 * @param sameSalt           ciphertexts of two images that differ in one pixel by one, under one salt (which never happens in use); null where
 *                           there are no frames
 * @param freshSalt          the same under two salts, as it is in use
 * @param rootBit            ciphertexts of one image under two roots that differ in one bit, and one salt
 * @param wrongRootOpens     whether the ciphertext opened under the other root: never, or GCM is broken
 * @param wrongJointRefused  whether the coded frame, encryption taken away, was refused under the other root's joint key
 * @param wrongJointCorrelation else the correlation of what was decoded with the image
 */
public record CipherFigures(long bytes, double entropy, double expectedEntropy, double chiSquare, double probability,
                            NeighbourCorrelation original, NeighbourCorrelation carrier, DifferenceRates sameSalt, DifferenceRates freshSalt,
                            DifferenceRates rootBit, boolean wrongRootOpens, boolean wrongJointRefused, double wrongJointCorrelation) {
}
