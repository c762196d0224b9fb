package org.dicomseal.watermark;

/**
 * How far the bits in a damaged mark agree with an owner's code. Where pixels were changed, bits are lost or added and all later ones are
 * displaced; so the bits are compared block by block, each where it agrees best near where it should be.
 *
 * @param bits  bits that could be compared
 * @param wrong how many of them disagree
 */
public record OwnerAgreement(int bits, int wrong) {

    /** Nothing could be compared. */
    public static final OwnerAgreement NONE = new OwnerAgreement(0, 0);

    /** How far later bits may be displaced by one more block. */
    private static final int SLACK = 24;
    /** A stranger's code disagrees in somewhat less than half of the bits, since the best place is looked for. */
    private static final double MOST_WRONG = 0.2;
    private static final int LEAST_BITS = 128;
    /** Blocks with fewer bits are compared together: a few bits agree anywhere. */
    private static final int LEAST_TOGETHER = 24;

    /** Share of wrong bits; one half, as by chance, if none could be compared. */
    public double bitErrorRate() {
        return bits == 0 ? 0.5 : (double) wrong / bits;
    }

    /** True if so many bits agree that the mark is this owner's, with a chance of error below one in a million. */
    public boolean isConvincing() {
        return bits >= LEAST_BITS && bitErrorRate() <= MOST_WRONG;
    }

    /**
     * Compares.
     *
     * @param found    the bits of the second section, in the order of the candidates
     * @param block    the number of the block that each was found in
     * @param expected the bits that an undamaged section begins with
     */
    static OwnerAgreement compare(BitQueue found, int[] block, BitQueue expected) {
        int bits = 0;
        int wrong = 0;
        int displaced = 0;
        for (int from = 0; from < found.length() && from + displaced < expected.length(); ) {
            int to = from + 1;
            while (to < found.length() && (to - from < LEAST_TOGETHER || block[to] == block[to - 1])) {
                to++;
            }
            int best = displaced;
            int fewest = Integer.MAX_VALUE;
            for (int distance = 0; distance <= SLACK; distance++) {
                for (int place : new int[] {displaced - distance, displaced + distance}) {
                    int errors = errors(found, from, to, place, expected);
                    if (errors + distance < fewest) {
                        fewest = errors + distance;
                        best = place;
                    }
                }
            }
            displaced = best;
            int last = Math.min(to, expected.length() - displaced);
            bits += Math.max(0, last - from);
            wrong += errors(found, from, to, displaced, expected);
            from = to;
        }
        return new OwnerAgreement(bits, wrong);
    }

    /** Bits of one block that disagree if they are displaced so far; those before the beginning disagree, those after the end don't count. */
    private static int errors(BitQueue found, int from, int to, int displaced, BitQueue expected) {
        int errors = 0;
        for (int i = from; i < to && i + displaced < expected.length(); i++) {
            errors += i + displaced < 0 || found.get(i) != expected.get(i + displaced) ? 1 : 0;
        }
        return errors;
    }
}
