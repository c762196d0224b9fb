package org.dicomseal.codec;

/**
 * The values that a plane uses, numbered upwards without gaps. Detectors, rescaling and windowing leave gaps, and what is never
 * used need not be predicted.
 */
final class RankMap {

    /** A run of used or unused values is taken to cost about this many bits. */
    private static final int BITS_PER_RUN = 7;
    /** How far around a value its neighbours count as likely instead of it. */
    private static final int REACH = 16;

    private RankMap() {
    }

    /**
     * How often each value occurs.
     *
     * @return counts of 0 to max
     */
    static int[] histogram(Plane plane, Parallelism parallelism) throws CodecException {
        int[] total = new int[plane.max() + 1];
        parallelism.forRanges(plane.size(), (first, end) -> {
            if (end - first == plane.size()) {
                count(plane.samples(), first, end, total);
                return;
            }
            int[] counts = count(plane.samples(), first, end, new int[total.length]);
            synchronized (total) {
                for (int v = 0; v < total.length; v++) {
                    total[v] += counts[v];
                }
            }
        });
        return total;
    }

    private static int[] count(char[] samples, int first, int end, int[] counts) {
        for (int i = first; i < end; i++) {
            counts[samples[i]]++;
        }
        return counts;
    }

    /** Whether there is but one value, or what a map saves, by closing gaps around likely values, outweighs what it costs. */
    static boolean pays(int[] counts) {
        int highest = counts.length - 1;
        while (highest > 0 && counts[highest] == 0) {
            highest--;
        }
        int used = 0;
        int runs = 0;
        for (int v = 0; v <= highest; v++) {
            used += counts[v] > 0 ? 1 : 0;
            runs += v > 0 && counts[v] > 0 != counts[v - 1] > 0 ? 1 : 0;
        }
        if (used == 1) {
            return true;
        }
        if (runs == 0 && counts[0] > 0) {
            return false;
        }
        // in 1/16 bit
        long saved = 0;
        int near = 0;
        for (int v = -REACH; v <= highest; v++) {
            near += v + REACH <= highest && counts[v + REACH] > 0 ? 1 : 0;
            near -= v > REACH && counts[v - REACH - 1] > 0 ? 1 : 0;
            if (v >= 0 && counts[v] > 0) {
                int from = Math.max(0, v - REACH);
                int to = Math.min(highest + 1, v + REACH + 1);
                saved += (long) counts[v] * (LogScale.log2(to - from) - LogScale.log2(near));
            }
        }
        return saved > (16L * BITS_PER_RUN) * (runs + 2);
    }

    /** The values used, in order. */
    static char[] used(int[] counts) {
        int n = 0;
        for (int count : counts) {
            n += count > 0 ? 1 : 0;
        }
        char[] used = new char[n];
        for (int v = counts.length - 1; n > 0; v--) {
            if (counts[v] > 0) {
                used[--n] = (char) v;
            }
        }
        return used;
    }

    /** Codes the used values, at least one and at most max + 1, as alternating run lengths, unused first. */
    static char[] code(BinaryCoder coder, char[] used, int max) throws CodecException {
        AdaptiveNumber gaps = new AdaptiveNumber();
        AdaptiveNumber stretches = new AdaptiveNumber();
        int count = new AdaptiveNumber().code(coder, used.length - 1) + 1;
        if (count > max + 1) {
            throw new CodecException(count + " values used of " + (max + 1));
        }
        char[] result = new char[count];
        int value = 0;
        for (int i = 0; i < count;) {
            int gap = gaps.code(coder, i < used.length ? used[i] - value : 0);
            int stretch = stretches.code(coder, i < used.length ? stretch(used, i) - 1 : 0) + 1;
            if (gap > max || value + gap > max || stretch > count - i || stretch > max + 1 - value - gap) {
                throw new CodecException("used values past the greatest");
            }
            value += gap;
            for (int k = 0; k < stretch; k++) {
                result[i++] = (char) value++;
            }
        }
        return result;
    }

    private static int stretch(char[] used, int from) {
        int i = from + 1;
        while (i < used.length && used[i] == used[i - 1] + 1) {
            i++;
        }
        return i - from;
    }

    /** Values to ranks. The plane lies in the calling thread's {@link Scratch#samples}: good until the next one is packed. */
    static Plane pack(Plane plane, char[] used, Parallelism parallelism) throws CodecException {
        char[] rank = new char[plane.max() + 1];
        for (int i = 0; i < used.length; i++) {
            rank[used[i]] = (char) i;
        }
        Plane packed = new Plane(plane.width(), plane.height(), Scratch.own().samples(plane.size()), used.length - 1);
        translate(plane.samples(), rank, packed.samples(), parallelism);
        return packed;
    }

    /** Another plane's values in terms of ranks: the greatest used value not above each, as a plane to compare with. */
    static Plane project(Plane plane, char[] used, int max, Parallelism parallelism) throws CodecException {
        char[] rank = new char[Math.max(plane.max(), max) + 1];
        int below = 0;
        for (int v = 0; v < rank.length; v++) {
            while (below + 1 < used.length && used[below + 1] <= v) {
                below++;
            }
            rank[v] = (char) below;
        }
        Plane projected = new Plane(plane.width(), plane.height(), used.length - 1);
        translate(plane.samples(), rank, projected.samples(), parallelism);
        return projected;
    }

    /** Ranks back to values, in place: the packed plane is no more. */
    static Plane unpack(Plane packed, char[] used, int max, Parallelism parallelism) throws CodecException {
        translate(packed.samples(), used, packed.samples(), parallelism);
        return new Plane(packed.width(), packed.height(), packed.samples(), max);
    }

    private static void translate(char[] from, char[] table, char[] to, Parallelism parallelism) throws CodecException {
        parallelism.forRanges(to.length, (first, end) -> translate(from, table, to, first, end));
    }

    private static void translate(char[] from, char[] table, char[] to, int first, int end) {
        for (int i = first; i < end; i++) {
            to[i] = table[from[i]];
        }
    }
}
