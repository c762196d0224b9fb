package org.dicomseal.biometric;

import java.io.IOException;
import java.nio.file.Path;

import org.dicomseal.biometric.net.FeatureNetwork;

/** A fingerprint image in, features out: quality gate, alignment, ridge texture (FingerCode) and ResNet152. Opened only to enrol or unlock. */
public final class FeatureExtractor implements AutoCloseable {

    private final FeatureNetwork network;

    FeatureExtractor(FeatureNetwork network) {
        this.network = network;
    }

    /**
     * Opens the model: the user's own in {@code models}, if there is one, else the built-in one.
     *
     * @param models folder that may hold resnet152.safetensors or resnet152.onnx
     * @param cache  folder for the graph that is built once (232 MB)
     */
    public static FeatureExtractor open(Path models, Path cache) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Checks an image as enrolment would. */
    public void check(FingerprintImage image) throws FingerprintRejected {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        network.close();
    }
}
