package org.dicomseal.biometric;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.dicomseal.biometric.net.BuiltInStatistics;
import org.dicomseal.biometric.net.FeatureNetwork;
import org.dicomseal.biometric.net.ModelFile;

/**
 * Trains what is learnt: the discriminant heads, on invented fingers alone. No image of a person is used.
 * Each impression is taken twice for the texture, the second time with the alignment a little off, so that the head learns to bear that.
 */
public final class ModelTraining {

    /** How many fingers the built-in head was trained on. */
    public static final int FINGERS = 500;

    /** How few a head can be trained on at all. */
    public static final int LEAST_FINGERS = 6;
    /** With more than these the head is a whole one. */
    public static final int FEW_FINGERS = 256;

    private static final int IMPRESSIONS = 6;
    /** Of each finger, the first impressions are shown to the network, which takes longest. */
    private static final int NETWORK_IMPRESSIONS = 4;
    private static final long FIRST_FINGER = 10_000;
    private static final int TEXTURE_OUTPUTS = FEW_FINGERS;
    private static final int NETWORK_OUTPUTS = 64;
    private static final double SHRINKAGE = 0.2;
    /** About a quarter of the texture features' usual length: what invented fingers of a second set were told apart best with. */
    private static final float NETWORK_LENGTH = 7;
    private static final int STATISTICS_PICTURES = 32;
    private static final long FIRST_STATISTICS_FINGER = 900_000;

    private ModelTraining() {
    }

    /**
     * Trains the heads for the model in use.
     *
     * @param models   folder that may hold the user's model
     * @param cache    folder for the graph
     * @param file     the head to write
     * @param fingers  how many to invent, {@link #LEAST_FINGERS} or more, even; the network sees every one of the first half. {@link #FINGERS}
     *                 take ten minutes on two cores. With 256 or fewer the head has fewer outputs, and tells fingers apart less well
     * @param progress is told the number of fingers done
     */
    public static void trainHead(Path models, Path cache, Path file, int fingers, IntConsumer progress) throws IOException {
        if (fingers < LEAST_FINGERS || fingers % 2 != 0) {
            throw new IllegalArgumentException("training needs an even number of fingers, " + LEAST_FINGERS + " or more, not " + fingers);
        }
        ModelFile model = ModelFile.find(models);
        float[][] texture = new float[2 * fingers * IMPRESSIONS][];
        float[][] deep = new float[fingers / 2 * NETWORK_IMPRESSIONS][];
        try (FeatureNetwork network = model.open(cache)) {
            int[] done = {0};
            IntStream.range(0, fingers).parallel().forEach(finger -> {
                sample(finger, network, texture, deep);
                synchronized (done) {
                    progress.accept(++done[0]);
                }
            });
        }
        fit(model.digest(), texture, deep, file);
    }

    static void fit(String modelDigest, float[][] texture, float[][] deep, Path file) throws IOException {
        FeatureHead head = new FeatureHead(modelDigest, fit(texture, 2 * IMPRESSIONS, TEXTURE_OUTPUTS),
                fit(deep, NETWORK_IMPRESSIONS, NETWORK_OUTPUTS), NETWORK_LENGTH);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                head.write(out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A class fewer than there are is the most that discriminants can have directions. */
    private static LinearHead fit(float[][] samples, int perFinger, int outputs) {
        return DiscriminantAnalysis.fit(samples, classes(samples.length, perFinger), Math.min(outputs, samples.length / perFinger - 1), SHRINKAGE);
    }

    /** Measures the built-in network's statistics; see {@link BuiltInStatistics}. */
    public static void measureStatistics(Path file, Path scratch) throws IOException {
        List<float[]> pictures = new ArrayList<>();
        for (int i = 0; i < STATISTICS_PICTURES; i++) {
            RidgeMap map = new RidgeMap(SyntheticFingerprint.grow(FIRST_STATISTICS_FINGER + i).impression(1, 1));
            pictures.add(new RidgeEnhancer(map).picture(new CoreFinder(map).find()));
        }
        BuiltInStatistics.measure(pictures, file, scratch);
    }

    private static void sample(int finger, FeatureNetwork network, float[][] texture, float[][] deep) {
        SyntheticFingerprint print = SyntheticFingerprint.grow(FIRST_FINGER + finger);
        for (int i = 0; i < IMPRESSIONS; i++) {
            RidgeMap map = new RidgeMap(print.impression(i, 0.7 + 0.15 * i));
            Pose pose = new CoreFinder(map).find();
            RidgeResponses responses = new RidgeResponses(map);
            int at = finger * IMPRESSIONS + i;
            texture[2 * at] = FingerCode.at(responses, pose);
            texture[2 * at + 1] = FingerCode.at(responses, aLittleOff(pose, new Random(finger * 100L + i)));
            int deepAt = finger * NETWORK_IMPRESSIONS + i;
            if (i < NETWORK_IMPRESSIONS && deepAt < deep.length) {
                deep[deepAt] = network.features(new RidgeEnhancer(map).picture(pose));
            }
        }
    }

    private static Pose aLittleOff(Pose pose, Random random) {
        return pose.moved(5 * random.nextGaussian(), 5 * random.nextGaussian(), 0.06 * random.nextGaussian());
    }

    private static int[] classes(int samples, int perClass) {
        return IntStream.range(0, samples).map(i -> i / perClass).toArray();
    }
}
