package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DiscriminantAnalysisTest {

    private static final int CLASSES = 12;
    private static final int EACH = 20;

    /** The first feature tells classes apart, the second is loud but says nothing, the third is missing half the time. */
    private static float[][] samples(Random random) {
        float[][] samples = new float[CLASSES * EACH][];
        for (int i = 0; i < samples.length; i++) {
            int label = i / EACH;
            samples[i] = new float[] {label + (float) (0.1 * random.nextGaussian()), (float) (50 * random.nextGaussian()),
                i % 2 == 0 ? Float.NaN : (float) random.nextGaussian()};
        }
        return samples;
    }

    @Test
    void findsTheDirectionThatTellsClassesApart() {
        float[][] samples = samples(new Random(1));
        int[] classes = new int[samples.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = i / EACH;
        }
        LinearHead head = DiscriminantAnalysis.fit(samples, classes, 1, 1e-9);
        double within = 0;
        for (int i = 0; i < samples.length; i += 2) {
            float first = head.apply(samples[i])[0];
            float second = head.apply(samples[i + 1])[0];
            within += (first - second) * (first - second) / samples.length;
        }
        double between = Math.abs(head.apply(samples[0])[0] - head.apply(samples[samples.length - 1])[0]);
        assertEquals(1, within, 0.4, "within-class variance");
        assertTrue(between > 50, "eleven classes of distance 10 deviations, got " + between);
    }

    @Test
    void eigenvectorsOfAKnownMatrix() {
        SymmetricEigen eigen = new SymmetricEigen(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 5}});
        assertEquals(5, eigen.value(0), 1e-12);
        assertEquals(3, eigen.value(1), 1e-12);
        assertEquals(1, eigen.value(2), 1e-12);
        assertEquals(eigen.vector(1)[0], eigen.vector(1)[1], 1e-12);
        assertEquals(Math.sqrt(0.5), Math.abs(eigen.vector(1)[0]), 1e-12);
    }
}
