package org.dicomseal.biometric.net;

/** A network that turns a picture into features. Safe for use by several threads. */
public interface FeatureNetwork extends AutoCloseable {

    /** Side of the input picture in pixels. */
    int SIDE = 224;
    /** Number of features. */
    int FEATURES = 2048;

    /**
     * Runs the network.
     *
     * @param grey SIDE x SIDE samples from 0 to 1, row by row
     * @return FEATURES values, all finite
     */
    float[] features(float[] grey);

    @Override
    void close();
}
