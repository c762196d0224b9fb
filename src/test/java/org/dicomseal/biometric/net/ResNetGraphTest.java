package org.dicomseal.biometric.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResNetGraphTest {

    @TempDir
    Path folder;

    @Test
    void resnet152HasTheParametersThatTorchvisionCounts() {
        long trained = 0;
        for (var parameter : ResNet.RESNET152.parameters().entrySet()) {
            if (!parameter.getKey().contains("running_")) {
                trained += Arrays.stream(parameter.getValue()).asLongStream().reduce(1, (a, b) -> a * b);
            }
        }
        long classifier = 2048 * 1000 + 1000;
        assertEquals(60_192_808, trained + classifier);
        assertEquals(155, ResNet.RESNET152.convolutions().size());
    }

    @Test
    void oneBlockAStageAgreesWithThePlainNetwork() throws IOException {
        ResNet small = new ResNet(1, 1, 1, 1);
        assertParity(small, new RandomWeights(small), 64);
    }

    @Test
    void theWholeBuiltInNetworkAgreesWithThePlainNetwork() throws IOException {
        try (var in = ResNetGraphTest.class.getResourceAsStream(ModelFile.STATISTICS)) {
            NormStatistics statistics = NormStatistics.read(ResNet.RESNET152, new BufferedInputStream(in));
            assertParity(ResNet.RESNET152, new StructuredWeights(ResNet.RESNET152, statistics), 32);
        }
    }

    @Test
    void calibrationMeasuresWhatThePlainNetworkComputes() throws IOException {
        ResNet small = new ResNet(1, 1, 1, 1);
        Weights weights = new RandomWeights(small);
        float[] picture = picture(32);
        NormStatistics measured = NormCalibration.measure(small, weights, List.of(picture), 32, folder);
        PlainResNet.Planes stem = new PlainResNet(weights).convolved(small.stem(), planes(picture, 32));
        int plane = stem.side() * stem.side();
        for (int channel = 0; channel < stem.channels(); channel++) {
            double[] values = Arrays.copyOfRange(stem.values(), channel * plane, (channel + 1) * plane);
            double mean = Arrays.stream(values).average().orElseThrow();
            double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
            assertEquals(mean, measured.mean(small.stem())[channel], 1e-4);
            assertEquals(variance, measured.variance(small.stem())[channel], 1e-4 * (1 + variance));
        }
    }

    /** Largest difference at most 1e-5 of the largest feature. */
    private void assertParity(ResNet network, Weights weights, int side) throws IOException {
        Path file = folder.resolve("network.onnx");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ResNetGraph.write(network, weights, out);
        }
        float[] picture = picture(side);
        double[] expected = new PlainResNet(weights).features(network, planes(picture, side));
        double[] given;
        try (OnnxSession session = new OnnxSession(file)) {
            float[] features = session.run(new OnnxSession.Input(ResNetFeatures.colours(picture), 1, 3, side, side)).get(0);
            given = new double[features.length];
            Arrays.setAll(given, i -> features[i]);
        }
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertArrayEquals(expected, given, 1e-5 * largest);
    }

    private static float[] picture(int side) {
        Random random = new Random(7);
        float[] picture = new float[side * side];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (float) (0.5 + 0.3 * Math.sin(i % side * 0.7 + i / side * 0.3) + 0.1 * random.nextDouble());
        }
        return picture;
    }

    private static PlainResNet.Planes planes(float[] picture, int side) {
        float[] colours = ResNetFeatures.colours(picture);
        double[] values = new double[colours.length];
        Arrays.setAll(values, i -> colours[i]);
        return new PlainResNet.Planes(3, side, values);
    }
}
