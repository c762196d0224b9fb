package org.dicomseal.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All images together. */
public final class Summary {

    private int images;
    private int restored;
    private final MarkSummary all = new MarkSummary();
    private final MarkSummary large = new MarkSummary();
    private final MarkSummary largeAndDeep = new MarkSummary();
    private final CipherSummary cipher = new CipherSummary();
    private final Map<String, Integer> notMarked = new TreeMap<>();
    private final Map<String, Savings> savings = new TreeMap<>();
    private final Savings everything = new Savings();
    private final Times times = new Times();
    private final List<LeftOut> leftOut = new ArrayList<>();

    /** A file that isn't evaluated, and why. */
    public record LeftOut(String file, String reason) {
    }

    /** Sizes of a group of objects. */
    public static final class Savings {
        private long raw;
        private long sealed;
        private final Statistic saved = new Statistic();
        private final Ratio jpegLs = new Ratio();
        private final Ratio jpeg2000 = new Ratio();

        private void add(SizeFigures size) {
            raw += size.raw();
            sealed += size.sealed();
            saved.add(size.saved());
            jpegLs.add(size.framesCoded(), size.jpegLs());
            jpeg2000.add(size.framesCoded(), size.jpeg2000());
        }

        public long raw() {
            return raw;
        }

        public long sealed() {
            return sealed;
        }

        /** Share of all bytes that is saved. */
        public double total() {
            return 1 - (double) sealed / raw;
        }

        /** Shares saved, object by object. */
        public Statistic saved() {
            return saved;
        }

        public Ratio jpegLs() {
            return jpegLs;
        }

        public Ratio jpeg2000() {
            return jpeg2000;
        }
    }

    /** Our size as a share of another codec's. */
    public static final class Ratio {
        private final Statistic logarithm = new Statistic();

        private void add(long ours, long other) {
            if (ours > 0 && other > 0) {
                logarithm.add(Math.log((double) ours / other));
            }
        }

        /** Geometric mean, an object counting once; NaN without a comparison. */
        public double mean() {
            return Math.exp(logarithm.mean());
        }

        public long objects() {
            return logarithm.count();
        }
    }

    /** CPU time and megabytes (10^6) by stage. */
    public static final class Times {
        private final Map<String, double[]> stages = new LinkedHashMap<>();
        private double markAndRemove;
        private double plain;

        private void add(ImageResult result) {
            TimeFigures time = result.time();
            long frames = result.size().framesRaw();
            long raw = result.size().raw();
            add("mark", time.mark(), result.mark() == null ? 0 : frames);
            add("code", time.code(), frames);
            add("encrypt", time.encrypt(), frames);
            add("remove", time.remove(), result.mark() == null ? 0 : frames);
            add("seal, with the mark", time.seal(), raw);
            add("seal, without", time.sealPlain(), raw);
            add("unseal", time.unseal(), raw);
            if (result.mark() != null) {
                double share = (double) raw / frames;
                markAndRemove += share * (time.mark() + time.remove());
                plain += time.sealPlain();
            }
        }

        private void add(String stage, double seconds, long bytes) {
            double[] sums = stages.computeIfAbsent(stage, name -> new double[2]);
            sums[0] += bytes == 0 ? 0 : seconds;
            sums[1] += bytes;
        }

        /** For each stage: CPU seconds, and bytes of raw pixels. */
        public Map<String, double[]> stages() {
            return stages;
        }

        /** Marking and removing together as a share of sealing without a mark, over all marked images. */
        public double markShare() {
            return markAndRemove / plain;
        }
    }

    public void add(ImageResult result) {
        images++;
        restored += result.roundTrip() ? 1 : 0;
        all.add(result);
        if (result.isLarge()) {
            large.add(result);
        }
        if (result.isLarge() && result.isDeep()) {
            largeAndDeep.add(result);
        }
        if (result.mark() == null) {
            notMarked.merge(result.notMarked(), 1, Integer::sum);
        }
        cipher.add(result.cipher());
        savings.computeIfAbsent(result.modality().isEmpty() ? "none" : result.modality(), name -> new Savings()).add(result.size());
        everything.add(result.size());
        times.add(result);
    }

    public void leftOut(String file, String reason) {
        leftOut.add(new LeftOut(file, reason));
    }

    /** Images evaluated. */
    public int images() {
        return images;
    }

    /** Of them, those that came back from their sealed object with every attribute and pixel as it was. */
    public int restored() {
        return restored;
    }

    public MarkSummary all() {
        return all;
    }

    /** 512 x 512 and more. */
    public MarkSummary large() {
        return large;
    }

    /** 512 x 512 and more, of 12 bits and more. */
    public MarkSummary largeAndDeep() {
        return largeAndDeep;
    }

    public CipherSummary cipher() {
        return cipher;
    }

    /** Images without a mark, by reason. */
    public Map<String, Integer> notMarked() {
        return notMarked;
    }

    /** By modality. */
    public Map<String, Savings> savings() {
        return savings;
    }

    public Savings everything() {
        return everything;
    }

    public Times times() {
        return times;
    }

    public List<LeftOut> leftOut() {
        return leftOut;
    }
}
