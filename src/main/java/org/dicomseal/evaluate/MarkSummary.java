package org.dicomseal.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dicomseal.watermark.Fidelity;

/** The marks of a group of images, and what attacks left of them. */
public final class MarkSummary {

    private final Statistic psnrDepth = new Statistic();
    private final Statistic psnrWindow = new Statistic();
    private final Statistic belowBound = new Statistic();
    private final Statistic ssim = new Statistic();
    private final Statistic bitErrorRate = new Statistic();
    private final Statistic sizeCost = new Statistic();
    private final Statistic tracePsnr = new Statistic();
    private final Map<String, Attacked> attacks = new LinkedHashMap<>();
    private int marked;
    private int exact;

    /** What one attack left. */
    public static final class Attacked {

        private final Statistic reversible = new Statistic();
        private final Statistic blind = new Statistic();
        private final Statistic informed = new Statistic();
        private int blindFound;
        private int informedFound;

        /** Bit error rates of the reversible mark. */
        public Statistic reversible() {
            return reversible;
        }

        /** Bit error rates of the trace mark, read blind. */
        public Statistic blind() {
            return blind;
        }

        /** Bit error rates of the trace mark, read with the original. */
        public Statistic informed() {
            return informed;
        }

        /** Share of images in which the detector found the trace mark blind. */
        public double blindFound() {
            return (double) blindFound / blind.count();
        }

        /** The same with the original. */
        public double informedFound() {
            return (double) informedFound / informed.count();
        }
    }

    void add(ImageResult result) {
        MarkFigures mark = result.mark();
        if (mark == null) {
            return;
        }
        marked++;
        exact += mark.removedExactly() ? 1 : 0;
        psnrDepth.add(limited(mark.psnrDepth()));
        psnrWindow.add(limited(mark.psnrWindow()));
        belowBound.add(mark.boundDepth() - mark.psnrDepth());
        ssim.add(mark.ssimDepth());
        bitErrorRate.add(mark.bitErrorRate());
        sizeCost.add(mark.sizeCost());
        tracePsnr.add(result.tracePsnr());
        for (AttackFigures figures : result.attacks()) {
            Attacked attacked = attacks.computeIfAbsent(figures.attack(), name -> new Attacked());
            attacked.reversible.add(figures.reversible());
            attacked.blind.add(figures.blind());
            attacked.informed.add(figures.informed());
            attacked.blindFound += figures.blindFound() ? 1 : 0;
            attacked.informedFound += figures.informedFound() ? 1 : 0;
        }
    }

    private static double limited(double psnr) {
        return Math.min(Fidelity.MOST_PSNR, psnr);
    }

    public int marked() {
        return marked;
    }

    /** Images from which the mark was removed bit for bit. */
    public int exact() {
        return exact;
    }

    /** Each image counts with at most 100 dB, so that a few that are hardly changed don't make the mean; so does {@link #psnrWindow}. */
    public Statistic psnrDepth() {
        return psnrDepth;
    }

    public Statistic psnrWindow() {
        return psnrWindow;
    }

    /** Bound minus PSNR at actual depth, in dB. */
    public Statistic belowBound() {
        return belowBound;
    }

    public Statistic ssim() {
        return ssim;
    }

    public Statistic bitErrorRate() {
        return bitErrorRate;
    }

    public Statistic sizeCost() {
        return sizeCost;
    }

    public Statistic tracePsnr() {
        return tracePsnr;
    }

    /** By name, in the order of the tables. */
    public Map<String, Attacked> attacks() {
        return attacks;
    }
}
