package org.dicomseal.watermark.trace;

/** Which share of the carriers a mark uses: as many as the picture quality allows. The reader tries all shares. */
final class Strength {

    private static final double[] SHARES = {1, 0.75, 0.5, 0.375, 0.25, 0.1875, 0.125};

    private Strength() {
    }

    static int count() {
        return SHARES.length;
    }

    /** Ranks below this one are used; the strongest has index 0. */
    static int ranks(int index) {
        return (int) (SHARES[index] * TracePattern.CARRIERS);
    }

    /** The weakest strength that uses a rank. */
    static int weakest(int rank) {
        int index = 0;
        while (index + 1 < SHARES.length && rank < ranks(index + 1)) {
            index++;
        }
        return index;
    }
}
