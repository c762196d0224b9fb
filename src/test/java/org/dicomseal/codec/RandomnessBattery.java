package org.dicomseal.codec;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Statistical tests of a bit sequence after NIST SP 800-22 revision 1a, with its section numbers. Each gives a p-value: the chance that
 * an ideal source would look worse. Bits are in an array of 0 and 1.
 */
final class RandomnessBattery {

    private RandomnessBattery() {
    }

    /** All tests' p-values, for a million bits or so. */
    static Map<String, Double> run(byte[] bits) {
        Map<String, Double> p = new LinkedHashMap<>();
        p.put("2.1 frequency", frequency(bits));
        p.put("2.2 block frequency", blockFrequency(bits, 128));
        p.put("2.3 runs", runs(bits));
        p.put("2.4 longest run of ones", longestRun(bits));
        p.put("2.5 matrix rank", rank(bits));
        p.put("2.6 spectral", spectral(bits));
        p.put("2.7 template 000000001", template(bits, 1, 9));
        p.put("2.11 serial", serial(bits, 16));
        p.put("2.12 approximate entropy", approximateEntropy(bits, 10));
        p.put("2.13 cumulative sums", cumulativeSums(bits));
        return p;
    }

    static double frequency(byte[] bits) {
        return erfc(Math.abs(2.0 * ones(bits) - bits.length) / Math.sqrt(bits.length) / Math.sqrt(2));
    }

    private static long ones(byte[] bits) {
        long ones = 0;
        for (byte bit : bits) {
            ones += bit;
        }
        return ones;
    }

    static double blockFrequency(byte[] bits, int size) {
        int blocks = bits.length / size;
        double chi = 0;
        for (int b = 0; b < blocks; b++) {
            int ones = 0;
            for (int i = 0; i < size; i++) {
                ones += bits[b * size + i];
            }
            double off = (double) ones / size - 0.5;
            chi += off * off;
        }
        return upperGamma(blocks / 2.0, 4.0 * size * chi / 2);
    }

    static double runs(byte[] bits) {
        int n = bits.length;
        double pi = (double) ones(bits) / n;
        long runs = 1;
        for (int i = 1; i < n; i++) {
            runs += bits[i] != bits[i - 1] ? 1 : 0;
        }
        return erfc(Math.abs(runs - 2.0 * n * pi * (1 - pi)) / (2 * Math.sqrt(2.0 * n) * pi * (1 - pi)));
    }

    static double longestRun(byte[] bits) {
        int size = 10_000;
        double[] expected = {0.0882, 0.2092, 0.2483, 0.1933, 0.1208, 0.0675, 0.0727};
        int[] seen = new int[expected.length];
        int blocks = bits.length / size;
        for (int b = 0; b < blocks; b++) {
            int longest = 0;
            int run = 0;
            for (int i = 0; i < size; i++) {
                run = bits[b * size + i] == 1 ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
            seen[Math.max(0, Math.min(6, longest - 10))]++;
        }
        return chiSquare(seen, expected, blocks);
    }

    static double rank(byte[] bits) {
        double[] expected = {0.2888, 0.5776, 0.1336};
        int[] seen = new int[3];
        int matrices = bits.length / 1024;
        for (int m = 0; m < matrices; m++) {
            int[] rows = new int[32];
            for (int i = 0; i < 1024; i++) {
                rows[i / 32] = rows[i / 32] << 1 | bits[m * 1024 + i];
            }
            seen[Math.min(2, 32 - rank(rows))]++;
        }
        return chiSquare(seen, expected, matrices);
    }

    private static int rank(int[] rows) {
        int rank = 0;
        for (int column = 31; column >= 0; column--) {
            int pivot = rank;
            while (pivot < 32 && (rows[pivot] >>> column & 1) == 0) {
                pivot++;
            }
            if (pivot == 32) {
                continue;
            }
            int row = rows[pivot];
            rows[pivot] = rows[rank];
            rows[rank] = row;
            for (int i = 0; i < 32; i++) {
                rows[i] ^= i != rank && (rows[i] >>> column & 1) == 1 ? row : 0;
            }
            rank++;
        }
        return rank;
    }

    static double spectral(byte[] bits) {
        int n = Integer.highestOneBit(bits.length);
        double[] re = new double[n];
        double[] im = new double[n];
        for (int i = 0; i < n; i++) {
            re[i] = 2 * bits[i] - 1;
        }
        transform(re, im);
        double threshold = Math.sqrt(Math.log(1 / 0.05) * n);
        int below = 0;
        for (int i = 0; i < n / 2; i++) {
            below += Math.hypot(re[i], im[i]) < threshold ? 1 : 0;
        }
        double d = (below - 0.95 * n / 2) / Math.sqrt(n * 0.95 * 0.05 / 4);
        return erfc(Math.abs(d) / Math.sqrt(2));
    }

    /** The fast Fourier transform in place, for a power of two. */
    private static void transform(double[] re, double[] im) {
        int n = re.length;
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                double t = re[i];
                re[i] = re[j];
                re[j] = t;
            }
        }
        for (int size = 2; size <= n; size <<= 1) {
            double angle = -2 * Math.PI / size;
            for (int k = 0; k < size / 2; k++) {
                double wr = Math.cos(angle * k);
                double wi = Math.sin(angle * k);
                for (int i = k; i < n; i += size) {
                    int j = i + size / 2;
                    double tr = re[j] * wr - im[j] * wi;
                    double ti = re[j] * wi + im[j] * wr;
                    re[j] = re[i] - tr;
                    im[j] = im[i] - ti;
                    re[i] += tr;
                    im[i] += ti;
                }
            }
        }
    }

    /** Non-overlapping occurrences of one template in eight blocks. */
    static double template(byte[] bits, int template, int m) {
        int blocks = 8;
        int size = bits.length / blocks;
        double mean = (size - m + 1) / Math.pow(2, m);
        double variance = size * (1 / Math.pow(2, m) - (2.0 * m - 1) / Math.pow(2, 2 * m));
        double chi = 0;
        for (int b = 0; b < blocks; b++) {
            int found = 0;
            for (int i = 0; i + m <= size; i++) {
                int window = 0;
                for (int k = 0; k < m; k++) {
                    window = window << 1 | bits[b * size + i + k];
                }
                if (window == template) {
                    found++;
                    i += m - 1;
                }
            }
            chi += (found - mean) * (found - mean) / variance;
        }
        return upperGamma(blocks / 2.0, chi / 2);
    }

    static double serial(byte[] bits, int m) {
        double delta = psi(bits, m) - psi(bits, m - 1);
        double delta2 = psi(bits, m) - 2 * psi(bits, m - 1) + psi(bits, m - 2);
        double first = upperGamma(Math.pow(2, m - 2), delta / 2);
        double second = upperGamma(Math.pow(2, m - 3), delta2 / 2);
        return Math.min(first, second);
    }

    private static double psi(byte[] bits, int m) {
        double sum = 0;
        for (int count : patterns(bits, m)) {
            sum += (double) count * count;
        }
        return sum * (1 << m) / bits.length - bits.length;
    }

    private static int[] patterns(byte[] bits, int m) {
        int[] counts = new int[1 << m];
        int window = 0;
        for (int i = 0; i < m - 1; i++) {
            window = window << 1 | bits[i];
        }
        for (int i = 0; i < bits.length; i++) {
            window = (window << 1 | bits[(i + m - 1) % bits.length]) & (1 << m) - 1;
            counts[window]++;
        }
        return counts;
    }

    static double approximateEntropy(byte[] bits, int m) {
        double entropy = phi(bits, m) - phi(bits, m + 1);
        double chi = 2.0 * bits.length * (Math.log(2) - entropy);
        return upperGamma(Math.pow(2, m - 1), chi / 2);
    }

    private static double phi(byte[] bits, int m) {
        double sum = 0;
        for (int count : patterns(bits, m)) {
            double share = (double) count / bits.length;
            sum += share > 0 ? share * Math.log(share) : 0;
        }
        return sum;
    }

    static double cumulativeSums(byte[] bits) {
        int n = bits.length;
        int sum = 0;
        int z = 0;
        for (byte bit : bits) {
            sum += 2 * bit - 1;
            z = Math.max(z, Math.abs(sum));
        }
        double root = Math.sqrt(n);
        double p = 1;
        for (int k = (-n / z + 1) / 4; k <= (n / z - 1) / 4; k++) {
            p -= normal((4 * k + 1) * z / root) - normal((4 * k - 1) * z / root);
        }
        for (int k = (-n / z - 3) / 4; k <= (n / z - 1) / 4; k++) {
            p += normal((4 * k + 3) * z / root) - normal((4 * k + 1) * z / root);
        }
        return p;
    }

    private static double chiSquare(int[] seen, double[] expected, int total) {
        double chi = 0;
        for (int i = 0; i < seen.length; i++) {
            double e = expected[i] * total;
            chi += (seen[i] - e) * (seen[i] - e) / e;
        }
        return upperGamma((seen.length - 1) / 2.0, chi / 2);
    }

    private static double normal(double x) {
        return 1 - erfc(x / Math.sqrt(2)) / 2;
    }

    private static double erfc(double x) {
        return x < 0 ? 2 - erfc(-x) : upperGamma(0.5, x * x);
    }

    /** The regularised upper incomplete gamma function Q(a, x): a series below a + 1, a continued fraction above. */
    static double upperGamma(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        double front = Math.exp(-x + a * Math.log(x) - logGamma(a));
        if (x < a + 1) {
            double term = 1 / a;
            double sum = term;
            for (double n = a + 1; term > sum * 1e-15; n++) {
                term *= x / n;
                sum += term;
            }
            return 1 - sum * front;
        }
        double b = x + 1 - a;
        double c = 1e300;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < 100_000; i++) {
            double an = -i * (i - a);
            b += 2;
            d = 1 / (an * d + b);
            c = b + an / c;
            double delta = d * c;
            h *= delta;
            if (Math.abs(delta - 1) < 1e-15) {
                break;
            }
        }
        return front * h;
    }

    /** Stirling's series, after shifting the argument up. */
    private static double logGamma(double x) {
        double shift = 0;
        double z = x;
        for (; z < 15; z++) {
            shift += Math.log(z);
        }
        double r = 1 / (z * z);
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + (1 / 12.0 - r * (1 / 360.0 - r / 1260)) / z - shift;
    }
}
