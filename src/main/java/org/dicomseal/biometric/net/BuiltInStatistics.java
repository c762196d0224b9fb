package org.dicomseal.biometric.net;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures the batch normalisation statistics that the built-in network ships with. Needed only when its weights or the pictures change. */
public final class BuiltInStatistics {

    private BuiltInStatistics() {
    }

    /**
     * Measures and writes the file.
     *
     * @param pictures some dozens of pictures as the network will see them; 40 MB of memory each
     * @param file     the resource to write
     * @param scratch  a folder for a temporary graph of 232 MB
     */
    public static void measure(List<float[]> pictures, Path file, Path scratch) throws IOException {
        ResNet network = ResNet.RESNET152;
        Weights weights = new StructuredWeights(network, NormStatistics.identity(network));
        NormStatistics statistics = NormCalibration.measure(network, weights, pictures, FeatureNetwork.SIDE, scratch);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            statistics.write(network, out);
        }
    }
}
