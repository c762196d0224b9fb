package org.dicomseal.biometric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A mean and a projection: the last, learnt step from raw features to features that tell fingers apart.
 * Stored with 16 bits a coefficient, each row with its own scale; a missing raw feature (NaN) counts as average.
 */
final class LinearHead {

    private static final int MAX_INPUTS = 1 << 14;

    private final float[] mean;
    private final float[][] projection;

    /**
     * Makes a head; coefficients are rounded to what a stored one holds, so that a fresh and a loaded head give the same.
     *
     * @param projection outputs x inputs
     */
    LinearHead(float[] mean, float[][] projection) {
        this.mean = mean;
        this.projection = new float[projection.length][];
        for (int k = 0; k < projection.length; k++) {
            float scale = scale(projection[k]);
            this.projection[k] = new float[projection[k].length];
            for (int i = 0; i < projection[k].length; i++) {
                this.projection[k][i] = Math.round(projection[k][i] / scale) * scale;
            }
        }
    }

    private static float scale(float[] row) {
        float largest = Float.MIN_NORMAL;
        for (float value : row) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest / Short.MAX_VALUE;
    }

    int outputs() {
        return projection.length;
    }

    float[] apply(float[] raw) {
        if (raw.length != mean.length) {
            throw new IllegalArgumentException("expected " + mean.length + " features, got " + raw.length);
        }
        float[] centred = new float[mean.length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = Float.isNaN(raw[i]) ? 0 : raw[i] - mean[i];
        }
        float[] out = new float[projection.length];
        for (int k = 0; k < out.length; k++) {
            double sum = 0;
            for (int i = 0; i < centred.length; i++) {
                sum += projection[k][i] * centred[i];
            }
            out[k] = (float) sum;
        }
        return out;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(mean.length);
        out.writeInt(projection.length);
        for (float value : mean) {
            out.writeFloat(value);
        }
        for (float[] row : projection) {
            float scale = scale(row);
            out.writeFloat(scale);
            for (float value : row) {
                out.writeShort(Math.round(value / scale));
            }
        }
    }

    static LinearHead read(DataInput in) throws IOException {
        int inputs = in.readInt();
        int outputs = in.readInt();
        if (inputs < 1 || inputs > MAX_INPUTS || outputs < 1 || outputs > inputs) {
            throw new IOException("a discriminant head can't have " + inputs + " inputs and " + outputs + " outputs");
        }
        float[] mean = new float[inputs];
        for (int i = 0; i < inputs; i++) {
            mean[i] = in.readFloat();
        }
        float[][] projection = new float[outputs][inputs];
        for (float[] row : projection) {
            float scale = in.readFloat();
            for (int i = 0; i < inputs; i++) {
                row[i] = in.readShort() * scale;
            }
        }
        return new LinearHead(mean, projection);
    }
}
