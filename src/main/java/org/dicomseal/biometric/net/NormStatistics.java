package org.dicomseal.biometric.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.dicomseal.biometric.net.ResNet.Convolution;

/**
 * Mean and variance of every batch normalisation, as measured on pictures (see {@link NormCalibration}).
 * Stored as big-endian floats: for each convolution in order its means, then its variances.
 */
final class NormStatistics {

    private final Map<String, float[]> means = new LinkedHashMap<>();
    private final Map<String, float[]> variances = new LinkedHashMap<>();

    private NormStatistics() {
    }

    /** Mean 0 and variance 1 everywhere: what an unmeasured network has. */
    static NormStatistics identity(ResNet network) {
        NormStatistics statistics = new NormStatistics();
        for (Convolution c : network.convolutions()) {
            float[] ones = new float[c.out()];
            Arrays.fill(ones, 1);
            statistics.put(c, new float[c.out()], ones);
        }
        return statistics;
    }

    static NormStatistics read(ResNet network, InputStream in) throws IOException {
        NormStatistics statistics = new NormStatistics();
        DataInputStream data = new DataInputStream(in);
        for (Convolution c : network.convolutions()) {
            statistics.put(c, floats(data, c.out()), floats(data, c.out()));
        }
        if (data.read() >= 0) {
            throw new ModelException("the batch normalisation statistics are longer than the network needs");
        }
        return statistics;
    }

    void write(ResNet network, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        for (Convolution c : network.convolutions()) {
            for (float mean : mean(c)) {
                data.writeFloat(mean);
            }
            for (float variance : variance(c)) {
                data.writeFloat(variance);
            }
        }
        data.flush();
    }

    private static float[] floats(DataInputStream data, int count) throws IOException {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = data.readFloat();
        }
        return values;
    }

    void put(Convolution c, float[] mean, float[] variance) {
        means.put(c.norm(), mean);
        variances.put(c.norm(), variance);
    }

    float[] mean(Convolution c) {
        return means.get(c.norm()).clone();
    }

    float[] variance(Convolution c) {
        return variances.get(c.norm()).clone();
    }
}
