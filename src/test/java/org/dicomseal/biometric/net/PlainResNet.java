package org.dicomseal.biometric.net;

import java.io.IOException;

import org.dicomseal.biometric.net.ResNet.Block;
import org.dicomseal.biometric.net.ResNet.Convolution;

/** The network once more, written for clarity alone: loops, doubles, batch normalisation as its own step. What the graph is checked against. */
final class PlainResNet {

    record Planes(int channels, int side, double[] values) {

        double at(int channel, int y, int x) {
            boolean inside = y >= 0 && x >= 0 && y < side && x < side;
            return inside ? values[(channel * side + y) * side + x] : 0;
        }
    }

    private final Weights weights;

    PlainResNet(Weights weights) {
        this.weights = weights;
    }

    double[] features(ResNet network, Planes input) throws IOException {
        Planes x = maxPool(relu(normalised(network.stem(), convolved(network.stem(), input))));
        for (Block block : network.blocks()) {
            Planes y = relu(normalised(block.reduce(), convolved(block.reduce(), x)));
            y = relu(normalised(block.spatial(), convolved(block.spatial(), y)));
            y = normalised(block.expand(), convolved(block.expand(), y));
            Planes aside = block.shortcut() == null ? x : normalised(block.shortcut(), convolved(block.shortcut(), x));
            double[] sum = y.values().clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += aside.values()[i];
            }
            x = relu(new Planes(y.channels(), y.side(), sum));
        }
        double[] means = new double[x.channels()];
        int plane = x.side() * x.side();
        for (int i = 0; i < x.values().length; i++) {
            means[i / plane] += x.values()[i] / plane;
        }
        return means;
    }

    Planes convolved(Convolution c, Planes in) throws IOException {
        float[] kernel = weights.parameter(c.name() + ".weight");
        int side = (in.side() + 2 * c.padding() - c.kernel()) / c.stride() + 1;
        double[] out = new double[c.out() * side * side];
        for (int channel = 0; channel < c.out(); channel++) {
            for (int from = 0; from < c.in(); from++) {
                for (int v = 0; v < c.kernel(); v++) {
                    for (int u = 0; u < c.kernel(); u++) {
                        double weight = kernel[((channel * c.in() + from) * c.kernel() + v) * c.kernel() + u];
                        for (int y = 0; weight != 0 && y < side; y++) {
                            for (int x = 0; x < side; x++) {
                                out[(channel * side + y) * side + x] += weight
                                        * in.at(from, y * c.stride() + v - c.padding(), x * c.stride() + u - c.padding());
                            }
                        }
                    }
                }
            }
        }
        return new Planes(c.out(), side, out);
    }

    private Planes normalised(Convolution c, Planes in) throws IOException {
        float[] gamma = weights.parameter(c.norm() + ".weight");
        float[] beta = weights.parameter(c.norm() + ".bias");
        float[] mean = weights.parameter(c.norm() + ".running_mean");
        float[] variance = weights.parameter(c.norm() + ".running_var");
        double[] out = in.values().clone();
        int plane = in.side() * in.side();
        for (int i = 0; i < out.length; i++) {
            int channel = i / plane;
            out[i] = (out[i] - mean[channel]) / Math.sqrt(variance[channel] + 1e-5) * gamma[channel] + beta[channel];
        }
        return new Planes(in.channels(), in.side(), out);
    }

    private static Planes relu(Planes in) {
        double[] out = in.values().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, out[i]);
        }
        return new Planes(in.channels(), in.side(), out);
    }

    private static Planes maxPool(Planes in) {
        int side = (in.side() + 2 - 3) / 2 + 1;
        double[] out = new double[in.channels() * side * side];
        for (int channel = 0; channel < in.channels(); channel++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    double most = 0; // values are not negative here, so padding with 0 changes nothing
                    for (int v = -1; v <= 1; v++) {
                        for (int u = -1; u <= 1; u++) {
                            most = Math.max(most, in.at(channel, 2 * y + v, 2 * x + u));
                        }
                    }
                    out[(channel * side + y) * side + x] = most;
                }
            }
        }
        return new Planes(in.channels(), side, out);
    }
}
