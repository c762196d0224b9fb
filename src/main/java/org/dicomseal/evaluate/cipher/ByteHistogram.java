package org.dicomseal.evaluate.cipher;

/** How often each byte value occurs, and how far from even that is. */
public final class ByteHistogram {

    private static final int VALUES = 256;
    /** Pearson's test wants five expected in each class. */
    private static final int LEAST_EXPECTED = 5;

    private final long[] counts = new long[VALUES];
    private long total;

    /** The histogram of all bytes from {@code from} on. */
    public static ByteHistogram of(byte[] bytes, int from) {
        ByteHistogram histogram = new ByteHistogram();
        for (int i = from; i < bytes.length; i++) {
            histogram.counts[bytes[i] & 0xff]++;
        }
        histogram.total = Math.max(0, bytes.length - from);
        return histogram;
    }

    /** How often each value occurs; a copy. */
    public long[] counts() {
        return counts.clone();
    }

    /** Bytes counted. */
    public long total() {
        return total;
    }

    /** Shannon's entropy of one byte, 0 to 8 bits. */
    public double entropy() {
        double sum = 0;
        for (long count : counts) {
            if (count > 0) {
                double share = (double) count / total;
                sum -= share * Math.log(share);
            }
        }
        return sum / Math.log(2);
    }

    /** What so many random bytes give on average: a little less than 8 bits (Miller 1955), since no finite sample is even. */
    public double expectedEntropy() {
        return 8 - (VALUES - 1) / (2 * Math.log(2) * total);
    }

    /** Pearson's statistic against an even distribution; 255 on average for random bytes. */
    public double chiSquare() {
        double expected = (double) total / VALUES;
        double sum = 0;
        for (long count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    /**
     * The probability that random bytes are at least as uneven: evenly distributed itself between 0 and 1 for random bytes. NaN for fewer bytes than
     * the test is good for (1280).
     */
    public double chiSquareProbability() {
        return total < (long) LEAST_EXPECTED * VALUES ? Double.NaN : ChiSquare.exceeding(chiSquare(), VALUES - 1);
    }
}
