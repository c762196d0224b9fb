package org.dicomseal.watermark;

import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/**
 * A keyed code over all frames of an object (HMAC-SHA256 under the key "wm"). Guaranteed: without the key nobody makes the code of other
 * pixels, of another object, or of pixels of another shape. It tells whether something was changed; {@link TamperMap} tells where.
 *
 * <p>Not for use by two threads at once.
 */
public final class PixelCode {

    /** Length of a code in bytes. */
    public static final int BYTES = 32;

    /** What the pixels are; codes for different uses have nothing in common. */
    public enum Use {
        /** As the object carries them. */
        GIVEN("pixel code/given"),
        /** As they are when the mark is taken out. */
        RESTORED("pixel code/restored");

        private final String label;

        Use(String label) {
            this.label = label;
        }
    }

    private final Mac mac;
    private final String sopClassUid;
    private final String objectUid;
    private final SampleLayout layout;
    private boolean started;

    /**
     * @param key    the purpose key "wm"
     * @param layout the shape of every frame handed in
     */
    public PixelCode(WatermarkKey key, Use use, String sopClassUid, String objectUid, SampleLayout layout) {
        this.mac = key.mac(use.label);
        this.sopClassUid = sopClassUid;
        this.objectUid = objectUid;
        this.layout = layout;
    }

    /** Adds the next frame. */
    public void add(byte[] frame) {
        if (!started) {
            text(sopClassUid);
            text(objectUid);
            // without the meaning of the samples and their padding, which archives may state in other words
            for (int number : new int[] {layout.rows(), layout.columns(), layout.samplesPerPixel(), layout.bitsAllocated(), layout.bitsStored(),
                layout.highBit(), layout.signed() ? 1 : 0, layout.planar() ? 1 : 0}) {
                mac.update(WatermarkKey.intBytes(number));
            }
            started = true;
        }
        mac.update(WatermarkKey.intBytes(frame.length));
        mac.update(frame);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(WatermarkKey.intBytes(bytes.length));
        mac.update(bytes);
    }

    /** The code of the frames so far; the next frame begins anew. */
    public byte[] finish() {
        started = false;
        return mac.doFinal();
    }
}
