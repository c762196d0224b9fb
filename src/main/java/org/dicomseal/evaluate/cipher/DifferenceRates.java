package org.dicomseal.evaluate.cipher;

/**
 * How much two ciphertexts differ, looked at as pictures of 8 bits: NPCR, the share of bytes that differ, and UACI, the mean size of the
 * difference as a share of 255 (Chen, Mao and Chui 2004). Two independent random pictures give 255/256 and 257/768; the bounds are those of
 * Wu, Noonan and Agaian (2011) for a test at the level of 1 %.
 *
 * @param bytes how many were compared: the shorter length
 * @param npcr  0 to 1
 * @param uaci  0 to 1
 */
public record DifferenceRates(long bytes, double npcr, double uaci) {

    /** NPCR of two independent random pictures. */
    public static final double EXPECTED_NPCR = 255.0 / 256;
    /** UACI of two independent random pictures. */
    public static final double EXPECTED_UACI = 257.0 / 768;

    private static final double LARGEST = 255;
    /** Normal quantiles of 1 %, one-sided and two-sided. */
    private static final double ONE_SIDED = 2.3263478740408408;
    private static final double TWO_SIDED = 2.5758293035489004;

    /** Compares two ciphertexts as far as the shorter one goes. */
    public static DifferenceRates of(byte[] one, byte[] other) {
        int length = Math.min(one.length, other.length);
        long differing = 0;
        long sum = 0;
        for (int i = 0; i < length; i++) {
            int difference = Math.abs((one[i] & 0xff) - (other[i] & 0xff));
            differing += difference == 0 ? 0 : 1;
            sum += difference;
        }
        return new DifferenceRates(length, (double) differing / length, sum / LARGEST / length);
    }

    /** NPCR that random pictures of this size fall short of in 1 % of cases. */
    public double leastNpcr() {
        return (LARGEST - ONE_SIDED * Math.sqrt(LARGEST / bytes)) / (LARGEST + 1);
    }

    /** How far from its expected value UACI is at most in 99 % of cases. */
    public double uaciTolerance() {
        double f = LARGEST;
        double variance = (f + 2) * (f * f + 2 * f + 3) / (18 * (f + 1) * (f + 1) * f * bytes);
        return TWO_SIDED * Math.sqrt(variance);
    }

    /** True if both lie where they do for 98 % of pairs of random pictures. */
    public boolean looksIndependent() {
        return npcr >= leastNpcr() && Math.abs(uaci - EXPECTED_UACI) <= uaciTolerance();
    }
}
