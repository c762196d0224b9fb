package org.dicomseal.biometric.net;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.dicomseal.biometric.net.ResNet.Block;
import org.dicomseal.biometric.net.ResNet.Convolution;

/**
 * The built-in weights: nobody trained them. The stem is a bank of Gabor filters at the scale of ridges, the 3 x 3 convolutions blur each channel,
 * everything else is drawn from SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) with He's variance, and branches that carry fine detail are damped.
 * A random network of this kind keeps ridge texture apart well enough for the discriminant head behind it to work with; see the model's
 * measured rates in models/README.md. Values come from integer arithmetic and StrictMath alone, so they are the same on every machine.
 */
final class StructuredWeights implements Weights {

    /** Changes when a change to this class changes a value. */
    static final String VERSION = "structured-1";

    private static final long SEED = 42;
    private static final float SHORTCUT_SCALE = 0.2f;

    private final Map<String, Convolution> byName = new HashMap<>();
    private final Map<String, Convolution> byNorm = new HashMap<>();
    private final Map<String, Convolution> spatial = new HashMap<>();
    private final Map<String, Convolution> shortcuts = new HashMap<>();
    private final NormStatistics statistics;

    StructuredWeights(ResNet network, NormStatistics statistics) {
        this.statistics = statistics;
        for (Convolution c : network.convolutions()) {
            byName.put(c.name(), c);
            byNorm.put(c.norm(), c);
        }
        for (Block block : network.blocks()) {
            spatial.put(block.spatial().name(), block.spatial());
            if (block.shortcut() != null) {
                shortcuts.put(block.shortcut().norm(), block.shortcut());
            }
        }
    }

    @Override
    public float[] parameter(String name) throws ModelException {
        int dot = name.lastIndexOf('.');
        String owner = name.substring(0, dot);
        if (byName.containsKey(owner)) {
            return convolution(byName.get(owner));
        }
        Convolution c = byNorm.get(owner);
        if (c == null) {
            throw new ModelException("the network has no parameter " + name);
        }
        return switch (name.substring(dot)) {
            case ".weight" -> filled(c.out(), shortcuts.containsKey(owner) ? SHORTCUT_SCALE : 1);
            case ".bias" -> new float[c.out()];
            case ".running_mean" -> statistics.mean(c);
            case ".running_var" -> statistics.variance(c);
            default -> throw new ModelException("the network has no parameter " + name);
        };
    }

    private float[] convolution(Convolution c) {
        if (c.kernel() == 7) {
            return gaborStem(c);
        }
        return spatial.containsKey(c.name()) ? blur(c) : drawn(c);
    }

    /** 16 directions, two phases, periods of 7.5 and 10.5 pixels; the same for each of the three equal colours. */
    private static float[] gaborStem(Convolution c) {
        int side = c.kernel();
        float[] weights = new float[c.weights()];
        for (int out = 0; out < c.out(); out++) {
            double direction = Math.PI * (out % 16) / 16;
            double phase = out / 16 % 2 * Math.PI / 2;
            double[] filter = wave(side, direction, phase, out < 32 ? 7.5 : 10.5);
            for (int colour = 0; colour < c.in(); colour++) {
                for (int i = 0; i < filter.length; i++) {
                    weights[(out * c.in() + colour) * filter.length + i] = (float) (filter[i] / c.in());
                }
            }
        }
        return weights;
    }

    /** A wave under a Gaussian, without mean, of norm 1. */
    private static double[] wave(int side, double direction, double phase, double period) {
        double[] filter = new double[side * side];
        int radius = side / 2;
        double sum = 0;
        for (int y = -radius; y <= radius; y++) {
            for (int x = -radius; x <= radius; x++) {
                double across = y * StrictMath.cos(direction) - x * StrictMath.sin(direction);
                double value = StrictMath.exp(-(x * x + y * y) / 12.0) * StrictMath.cos(2 * Math.PI / period * across + phase);
                filter[(y + radius) * side + x + radius] = value;
                sum += value;
            }
        }
        double squares = 0;
        for (int i = 0; i < filter.length; i++) {
            filter[i] -= sum / filter.length;
            squares += filter[i] * filter[i];
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; i < filter.length; i++) {
            filter[i] /= norm;
        }
        return filter;
    }

    /** Each channel by itself, with a binomial filter. */
    private static float[] blur(Convolution c) {
        int[] binomial = {1, 2, 1, 2, 4, 2, 1, 2, 1};
        float[] weights = new float[c.weights()];
        for (int channel = 0; channel < c.out(); channel++) {
            for (int i = 0; i < binomial.length; i++) {
                weights[(channel * c.in() + channel) * binomial.length + i] = binomial[i] / 16f;
            }
        }
        return weights;
    }

    /** He's normal distribution (fan-out), each value the scaled sum of four 16-bit integers. */
    private static float[] drawn(Convolution c) {
        double deviation = Math.sqrt(2.0 / ((double) c.out() * c.kernel() * c.kernel()));
        double ofSum = Math.sqrt(4.0 * (65536.0 * 65536.0 - 1) / 12.0);
        float scale = (float) (deviation / ofSum);
        long state = SEED ^ fnv1a(c.name());
        float[] weights = new float[c.weights()];
        for (int i = 0; i < weights.length; i++) {
            state += 0x9E3779B97F4A7C15L;
            long z = state;
            z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            int sum = (int) (z & 0xffff) + (int) (z >>> 16 & 0xffff) + (int) (z >>> 32 & 0xffff) + (int) (z >>> 48);
            weights[i] = (sum - 131070) * scale;
        }
        return weights;
    }

    /** FNV-1a, 64 bits: one stream of random numbers a layer. */
    private static long fnv1a(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash ^= name.charAt(i);
            hash *= 0x100000001b3L;
        }
        return hash;
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }
}
