package org.dicomseal.evaluate;

/**
 * What one attack left of the marks in one frame. Rates are of bits, 0.5 where nothing is left. NaN where there is no such mark.
 *
 * @param attack          its name
 * @param reversible      bit error rate of the reversible mark's owner code
 * @param blind           bit error rate of the 32-bit recipient number after error correction, read without the original
 * @param blindFound      whether the detector says that there is a mark; what it says then is right with a probability above 1 - 1e-6
 * @param informed        the same, read with the original
 * @param informedFound   the same
 */
public record AttackFigures(String attack, double reversible, double blind, boolean blindFound, double informed, boolean informedFound) {

    /** Normalised correlation of bits with that error rate. */
    public static double correlation(double bitErrorRate) {
        return 1 - 2 * bitErrorRate;
    }
}
