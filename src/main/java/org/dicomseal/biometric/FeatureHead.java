package org.dicomseal.biometric;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The learnt heads for ridge texture and for the network's features, and how much the network counts beside the texture.
 * A head belongs to one model, whose digest it names.
 */
final class FeatureHead {

    private static final int MAGIC = 0x44534648;
    private static final int DIGEST_BYTES = 32;

    private final String modelDigest;
    private final LinearHead texture;
    private final LinearHead network;
    private final float networkLength;

    FeatureHead(String modelDigest, LinearHead texture, LinearHead network, float networkLength) {
        this.modelDigest = modelDigest;
        this.texture = texture;
        this.network = network;
        this.networkLength = networkLength;
    }

    String modelDigest() {
        return modelDigest;
    }

    /**
     * The fused features. The texture's have a within-finger deviation of about 1; the network's are brought to one length, since an unusual picture
     * can make them very long, and would then drown everything else.
     */
    float[] apply(float[] textureFeatures, float[] networkFeatures) {
        float[] first = texture.apply(textureFeatures);
        float[] second = network.apply(networkFeatures);
        double squares = 0;
        for (float value : second) {
            squares += (double) value * value;
        }
        float scale = (float) (networkLength / Math.sqrt(squares + Float.MIN_NORMAL));
        float[] fused = Arrays.copyOf(first, first.length + second.length);
        for (int i = 0; i < second.length; i++) {
            fused[first.length + i] = scale * second[i];
        }
        return fused;
    }

    void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(MAGIC);
        data.write(HexFormat.of().parseHex(modelDigest));
        data.writeFloat(networkLength);
        texture.write(data);
        network.write(data);
        data.flush();
    }

    /**
     * Reads a head.
     *
     * @throws IOException if it is none, or cut short
     */
    static FeatureHead read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        try {
            if (data.readInt() != MAGIC) {
                throw new IOException("this is no discriminant head");
            }
            byte[] digest = new byte[DIGEST_BYTES];
            data.readFully(digest);
            float weight = data.readFloat();
            return new FeatureHead(HexFormat.of().formatHex(digest), LinearHead.read(data), LinearHead.read(data), weight);
        } catch (EOFException e) {
            throw new IOException("the discriminant head is cut short", e);
        }
    }
}
