package org.dicomseal.evaluate;

/**
 * CPU seconds of the one thread at work. Stages are those of the frames that were looked at, sealing and unsealing those of the whole object,
 * from memory or disk to memory, parsing not counted.
 *
 * @param mark      putting the mark in, its own blind check included; 0 without one
 * @param code      coding the marked frames
 * @param encrypt   encrypting them in records
 * @param remove    taking the mark out of all of them
 * @param seal      sealing the object
 * @param sealPlain sealing it without a mark
 * @param unseal    opening, decoding, removing the mark, comparing the digest, writing the original
 */
public record TimeFigures(double mark, double code, double encrypt, double remove, double seal, double sealPlain, double unseal) {
}
