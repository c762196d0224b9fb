package org.dicomseal.codec;

/**
 * Says whether a sample equals one of its neighbours, and which. Drawn, rendered and palette images consist of such samples; what
 * is next is best told by the pattern of values around, whatever they mean as amounts. Several models, each looking at more of the
 * surroundings than the one before, are mixed.
 */
final class EqualityCoder {

    /** Neighbours that are asked about, each value once. */
    private static final int CANDIDATES = 4;
    private static final int MODELS = 6;
    private static final int FEWEST_STATES = 1 << 12;
    private static final int MOST_STATES = 1 << 17;

    private final int[] candidate = new int[CANDIDATES];
    private final int[] patternStates = BinaryCoder.states(CANDIDATES << 9);
    private final int[] outcomeStates = BinaryCoder.states(CANDIDATES * 5 * 5 * 5 * 5);
    private final int[][] hashed;
    private final int hashShift;
    private final Mixer mixer = new Mixer(MODELS, CANDIDATES * 8);
    private final int[] index = new int[MODELS];

    EqualityCoder(int samples) {
        int states = FEWEST_STATES;
        while (states < MOST_STATES && states < 4 * samples) {
            states <<= 1;
        }
        hashed = new int[MODELS - 2][];
        for (int m = 0; m < hashed.length; m++) {
            hashed[m] = BinaryCoder.states(states);
        }
        hashShift = Integer.numberOfLeadingZeros(states) + 1;
    }

    /**
     * Codes whether the sample at i equals one of its neighbours.
     *
     * @param rows      the row at work and the two above it
     * @param outcomes  for the same rows, which candidate each sample was, 0 for none
     * @param reference the same place's surroundings in a known plane, as a pattern of equalities, or 0
     * @return the sample's value if it does, or -1
     */
    int code(BinaryCoder coder, int sample, Neighbours rows, Neighbours outcomes, int i, int reference, int max) {
        int[] r = rows.row(0);
        int[] n1 = rows.row(1);
        int[] n2 = rows.row(2);
        int w = r[i - 1];
        int ww = r[i - 2];
        int n = n1[i];
        int nw = n1[i - 1];
        int ne = n1[i + 1];
        int nee = n1[i + 2];
        int nn = n2[i];
        int nne = n2[i + 1];
        int distinct = distinct(w, n, nw, ne);
        int pattern = same(w, n) | same(w, nw) << 1 | same(n, nw) << 2 | same(n, ne) << 3 | same(w, ww) << 4 | same(n, nn) << 5
                | same(ne, nee) << 6 | same(nw, ww) << 7 | same(ne, nne) << 8;
        int[] o = outcomes.row(0);
        int[] on = outcomes.row(1);
        int history = ((o[i - 1] * 5 + on[i]) * 5 + on[i + 1]) * 5 + o[i - 2];
        int near = hash(hash(hash(w, n), nw), ne);
        int wide = hash(hash(hash(near, ww), nn), nee);
        int wider = hash(hash(hash(hash(hash(wide, nne), n2[i - 1]), r[i - 3]), n1[i - 2]), n1[i + 3]);
        int referred = hash(hash(reference, w), n) + pattern;
        int[] outcome = outcomes.row(0);
        for (int k = 0; k < distinct; k++) {
            if (k == max) {
                // all other values were denied, so it is this one
                outcome[i] = k + 1;
                return candidate[k];
            }
            index[0] = k << 9 | pattern;
            index[1] = k * 625 + history;
            index[2] = slot(near, k);
            index[3] = slot(wide, k);
            index[4] = slot(wider, k);
            index[5] = slot(referred, k);
            if (flag(coder, sample == candidate[k] ? 1 : 0, k * 8 + (pattern & 7)) == 1) {
                outcome[i] = k + 1;
                return candidate[k];
            }
        }
        outcome[i] = 0;
        return -1;
    }

    private int flag(BinaryCoder coder, int bit, int weights) {
        mixer.begin(weights);
        mixer.add(patternStates[index[0]]);
        mixer.add(outcomeStates[index[1]]);
        for (int m = 0; m < hashed.length; m++) {
            mixer.add(hashed[m][index[2 + m]]);
        }
        int value = coder.coded(bit, mixer.probability());
        mixer.learn(value);
        patternStates[index[0]] = BinaryCoder.learn(patternStates[index[0]], value, 250);
        outcomeStates[index[1]] = BinaryCoder.learn(outcomeStates[index[1]], value, 250);
        for (int m = 0; m < hashed.length; m++) {
            hashed[m][index[2 + m]] = BinaryCoder.learn(hashed[m][index[2 + m]], value, 60);
        }
        return value;
    }

    private int distinct(int w, int n, int nw, int ne) {
        int count = 0;
        candidate[count++] = w;
        if (n != w) {
            candidate[count++] = n;
        }
        if (nw != w && nw != n) {
            candidate[count++] = nw;
        }
        if (ne != w && ne != n && ne != nw) {
            candidate[count++] = ne;
        }
        return count;
    }

    private int slot(int hash, int candidateIndex) {
        return (hash + candidateIndex * 0x3C6EF372) * 0x9E3779B1 >>> hashShift;
    }

    private static int same(int a, int b) {
        return a == b ? 1 : 0;
    }

    private static int hash(int a, int b) {
        return (a ^ a >>> 15) * 0x2C1B3C6D + b * 0x297A2D39 + 0x1B873593;
    }
}
