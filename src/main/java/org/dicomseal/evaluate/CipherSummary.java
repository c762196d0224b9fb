package org.dicomseal.evaluate;

import org.dicomseal.evaluate.cipher.DifferenceRates;
import org.dicomseal.evaluate.cipher.NeighbourCorrelation;

/** The sealed bytes of all images. */
public final class CipherSummary {

    /** Classes of the histogram of probabilities. */
    public static final int CLASSES = 20;

    private final Statistic entropy = new Statistic();
    private final Statistic entropyDeficit = new Statistic();
    private final long[] probabilities = new long[CLASSES];
    private final Statistic unlikely = new Statistic();
    private final Correlations original = new Correlations();
    private final Correlations carrier = new Correlations();
    private final Rates sameSalt = new Rates();
    private final Rates freshSalt = new Rates();
    private final Rates rootBit = new Rates();
    private final Statistic wrongJointRefused = new Statistic();
    private final Statistic wrongJointCorrelation = new Statistic();
    private final Statistic wrongRootOpens = new Statistic();

    /** Absolute correlations of neighbours. */
    public static final class Correlations {
        private final Statistic horizontal = new Statistic();
        private final Statistic vertical = new Statistic();
        private final Statistic diagonal = new Statistic();

        private void add(NeighbourCorrelation correlation) {
            horizontal.add(Math.abs(correlation.horizontal()));
            vertical.add(Math.abs(correlation.vertical()));
            diagonal.add(Math.abs(correlation.diagonal()));
        }

        public Statistic horizontal() {
            return horizontal;
        }

        public Statistic vertical() {
            return vertical;
        }

        public Statistic diagonal() {
            return diagonal;
        }
    }

    /** NPCR and UACI. */
    public static final class Rates {
        private final Statistic npcr = new Statistic();
        private final Statistic uaci = new Statistic();
        private final Statistic passed = new Statistic();

        private void add(DifferenceRates rates) {
            if (rates != null) {
                npcr.add(rates.npcr());
                uaci.add(rates.uaci());
                passed.add(rates.looksIndependent() ? 1 : 0);
            }
        }

        public Statistic npcr() {
            return npcr;
        }

        public Statistic uaci() {
            return uaci;
        }

        /** 1 for a pair within both bounds, else 0: the mean is the share, 0.98 for random pairs. */
        public Statistic passed() {
            return passed;
        }
    }

    void add(CipherFigures figures) {
        entropy.add(figures.entropy());
        entropyDeficit.add(figures.expectedEntropy() - figures.entropy());
        if (!Double.isNaN(figures.probability())) {
            probabilities[Math.min(CLASSES - 1, (int) (figures.probability() * CLASSES))]++;
            unlikely.add(figures.probability() < 0.01 ? 1 : 0);
        }
        original.add(figures.original());
        carrier.add(figures.carrier());
        sameSalt.add(figures.sameSalt());
        freshSalt.add(figures.freshSalt());
        rootBit.add(figures.rootBit());
        if (figures.rootBit() != null) {
            wrongRootOpens.add(figures.wrongRootOpens() ? 1 : 0);
            wrongJointRefused.add(figures.wrongJointRefused() ? 1 : 0);
            wrongJointCorrelation.add(Math.abs(figures.wrongJointCorrelation()));
        }
    }

    public Statistic entropy() {
        return entropy;
    }

    /** Entropy of random bytes of that number minus the entropy measured. */
    public Statistic entropyDeficit() {
        return entropyDeficit;
    }

    /** How many images have a chi-square probability in each class from 0 to 1; even for random bytes. */
    public long[] probabilities() {
        return probabilities.clone();
    }

    /** Share (as a mean) of images with a probability below 0.01; 0.01 for random bytes. */
    public Statistic unlikely() {
        return unlikely;
    }

    public Correlations original() {
        return original;
    }

    public Correlations carrier() {
        return carrier;
    }

    public Rates sameSalt() {
        return sameSalt;
    }

    public Rates freshSalt() {
        return freshSalt;
    }

    public Rates rootBit() {
        return rootBit;
    }

    public Statistic wrongRootOpens() {
        return wrongRootOpens;
    }

    public Statistic wrongJointRefused() {
        return wrongJointRefused;
    }

    /** Absolute correlations of images decoded under a wrong joint key, encryption taken away. */
    public Statistic wrongJointCorrelation() {
        return wrongJointCorrelation;
    }
}
