package org.dicomseal.biometric;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.dicomseal.biometric.net.FeatureNetwork;
import org.dicomseal.biometric.net.ModelException;
import org.dicomseal.biometric.net.ModelFile;

/**
 * A fingerprint image in, features out: quality gate, alignment by core and direction, ridge texture (FingerCode) and ResNet152 of the enhanced
 * ridges, discriminant heads. One alignment an image: nothing is searched. Everything but the network is computed with Java's strict arithmetic, so
 * it is the same on every machine. Safe for use by several threads. A node that only seals and unseals never opens one.
 */
public final class FeatureExtractor implements AutoCloseable {

    static final String BUILT_IN_HEAD = "/org/dicomseal/biometric/discriminant-head.bin";
    /** The name of the head that belongs to the user's own weights, beside them. */
    public static final String USER_HEAD = "resnet152.head";

    private final FeatureNetwork network;
    private final FeatureHead head;

    FeatureExtractor(FeatureNetwork network, FeatureHead head) {
        this.network = network;
        this.head = head;
    }

    /**
     * Opens the model: the user's own in {@code models}, if there is one, else the built-in one. A user's model needs a head trained for it
     * (resnet152.head beside it).
     *
     * @param models folder that may hold resnet152.safetensors or resnet152.onnx; need not exist
     * @param cache  folder for the graph that is built once (232 MB)
     */
    public static FeatureExtractor open(Path models, Path cache) throws IOException {
        ModelFile model = ModelFile.find(models);
        FeatureHead head = head(model, models);
        if (!head.modelDigest().equals(model.digest())) {
            throw new ModelException("the discriminant head was trained for another model; run models train");
        }
        return new FeatureExtractor(model.open(cache), head);
    }

    private static FeatureHead head(ModelFile model, Path models) throws IOException {
        if (model.isBuiltIn()) {
            try (InputStream in = FeatureExtractor.class.getResourceAsStream(BUILT_IN_HEAD)) {
                if (in == null) {
                    throw new ModelException("the built-in discriminant head is not in this program; was it built whole?");
                }
                return FeatureHead.read(new BufferedInputStream(in));
            }
        }
        Path file = models.resolve(USER_HEAD);
        if (!Files.exists(file)) {
            throw new ModelException("your model has no discriminant head (" + file + "); run models train once");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return FeatureHead.read(in);
        }
    }

    /** Checks an image as enrolment would. */
    public void check(FingerprintImage image) throws FingerprintRejected {
        QualityGate.check(image, new RidgeMap(image));
    }

    /** The features of an image. */
    float[] features(FingerprintImage image) throws FingerprintRejected {
        RawFeatures raw = RawFeatures.of(image, network);
        return head.apply(raw.texture(), raw.network());
    }

    /** SHA-256 of the model that these features are of, hexadecimal. */
    String modelDigest() {
        return head.modelDigest();
    }

    @Override
    public void close() {
        network.close();
    }
}
