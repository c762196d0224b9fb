package org.dicomseal.biometric.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The network from an ONNX file: three equal colours, normalised as torchvision's models expect it. */
final class ResNetFeatures implements FeatureNetwork {

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final OnnxSession session;

    /**
     * Loads the file and tries it once.
     *
     * @throws ModelException if it can't be loaded, or doesn't give 2048 features for one 3 x 224 x 224 picture
     */
    ResNetFeatures(Path onnx) throws IOException {
        session = new OnnxSession(onnx);
        try {
            int given = run(new float[SIDE * SIDE]).length;
            if (given != FEATURES) {
                throw new ModelException(onnx + " gives " + given + " values, not " + FEATURES + "; cut the classifier off before exporting");
            }
        } catch (IllegalStateException e) {
            session.close();
            throw new ModelException(onnx + " can't be run on one picture of 3 x " + SIDE + " x " + SIDE, e);
        } catch (ModelException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public float[] features(float[] grey) {
        if (grey.length != SIDE * SIDE) {
            throw new IllegalArgumentException("the picture has " + grey.length + " samples, not " + SIDE * SIDE);
        }
        float[] features = run(grey);
        for (float feature : features) {
            if (!Float.isFinite(feature)) {
                throw new IllegalStateException("the network gave a value that is not finite");
            }
        }
        return features;
    }

    private float[] run(float[] grey) {
        List<float[]> outputs = session.run(new OnnxSession.Input(colours(grey), 1, 3, SIDE, SIDE));
        return outputs.get(0);
    }

    /** One grey plane as three normalised colour planes. */
    static float[] colours(float[] grey) {
        float[] planes = new float[3 * grey.length];
        for (int colour = 0; colour < 3; colour++) {
            for (int i = 0; i < grey.length; i++) {
                planes[colour * grey.length + i] = (grey[i] - MEAN[colour]) / DEVIATION[colour];
            }
        }
        return planes;
    }

    @Override
    public void close() {
        session.close();
    }
}
