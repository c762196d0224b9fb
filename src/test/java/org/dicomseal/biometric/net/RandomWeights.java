package org.dicomseal.biometric.net;

import java.util.Map;
import java.util.Random;

/** Any weights: every parameter, batch normalisation included, differs from channel to channel. */
final class RandomWeights implements Weights {

    private final Map<String, int[]> shapes;

    RandomWeights(ResNet network) {
        shapes = network.parameters();
    }

    @Override
    public float[] parameter(String name) {
        int[] shape = shapes.get(name);
        int count = 1;
        for (int size : shape) {
            count *= size;
        }
        Random random = new Random(name.hashCode());
        double scale = shape.length == 4 ? Math.sqrt(2.0 / (shape[1] * shape[2] * shape[3])) : 0.1;
        double offset = shape.length == 4 || name.endsWith("bias") || name.endsWith("mean") ? 0 : 1;
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            double value = offset + scale * random.nextGaussian();
            values[i] = (float) (name.endsWith("var") ? Math.abs(value) + 0.1 : value);
        }
        return values;
    }
}
