package org.dicomseal.watermark;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import javax.crypto.Mac;

/**
 * Finds which blocks of 64 x 64 pixels of a frame were changed: a 16-bit keyed code a block, over key, object, frame, block and its
 * samples as they stand. The map goes beside the pixels that it was made of, in a private element or an encrypted payload: made of the marked
 * pixels it needs no removal of the mark to be checked, and a changed block never spoils its neighbours' codes.
 *
 * <p>Guaranteed: a block that wasn't changed is never reported. A changed block goes unseen with a probability of 2<sup>-16</sup>;
 * the map tells where an image was changed, a digest or a seal tells whether it was.
 *
 * <p>Not for use by two threads at once.
 */
public final class TamperMap {

    /** Side of a block in pixels; blocks at the right and lower edge may be smaller. */
    public static final int BLOCK = 64;

    private static final int CODE_BYTES = 2;

    private final Mac mac;
    private final byte[] object;
    private final SampleLayout layout;
    private final int across;
    private final int down;

    /**
     * @param key       the purpose key "wm"
     * @param objectUid SOP Instance UID of the object
     * @param layout    the shape of every frame handed in: 8, 16, 24 or 32 bits allocated
     * @throws IllegalArgumentException if a sample doesn't take whole bytes
     */
    public TamperMap(WatermarkKey key, String objectUid, SampleLayout layout) {
        if (layout.bitsAllocated() % 8 != 0) {
            throw new IllegalArgumentException("samples of " + layout.bitsAllocated() + " bits don't take whole bytes");
        }
        mac = key.mac("tamper map");
        object = objectUid.getBytes(StandardCharsets.US_ASCII);
        this.layout = layout;
        across = (layout.columns() + BLOCK - 1) / BLOCK;
        down = (layout.rows() + BLOCK - 1) / BLOCK;
    }

    /** Blocks beside each other. */
    public int blocksAcross() {
        return across;
    }

    /** Bytes of the map of one frame: two a block. */
    public int bytesPerFrame() {
        return CODE_BYTES * across * down;
    }

    /**
     * The map of one frame: two bytes a block, blocks row by row.
     *
     * @param frame counts from 0
     * @throws IllegalArgumentException if the frame's length doesn't fit its layout
     */
    public byte[] make(int frame, byte[] samples) {
        if (samples.length != layout.frameBytes()) {
            throw new IllegalArgumentException("a frame of " + samples.length + " bytes, not " + layout.frameBytes());
        }
        byte[] map = new byte[bytesPerFrame()];
        for (int block = 0; block < across * down; block++) {
            byte[] code = code(frame, block, samples);
            System.arraycopy(code, 0, map, CODE_BYTES * block, CODE_BYTES);
        }
        return map;
    }

    private byte[] code(int frame, int block, byte[] samples) {
        mac.update(WatermarkKey.intBytes(object.length));
        mac.update(object);
        mac.update(WatermarkKey.intBytes(frame));
        mac.update(WatermarkKey.intBytes(block));
        int planes = layout.planar() ? layout.samplesPerPixel() : 1;
        int pixelBytes = layout.bitsAllocated() / 8 * (layout.planar() ? 1 : layout.samplesPerPixel());
        int top = block / across * BLOCK;
        int left = block % across * BLOCK;
        int width = Math.min(BLOCK, layout.columns() - left);
        for (int plane = 0; plane < planes; plane++) {
            for (int row = top; row < Math.min(layout.rows(), top + BLOCK); row++) {
                int first = (plane * layout.rows() + row) * layout.columns() + left;
                mac.update(samples, first * pixelBytes, width * pixelBytes);
            }
        }
        return mac.doFinal();
    }

    /**
     * The blocks, numbered row by row, that aren't as they were when the map was made.
     *
     * @throws IllegalArgumentException if the map's or the frame's length doesn't fit the layout
     */
    public BitSet changed(int frame, byte[] samples, byte[] map) {
        if (map.length != bytesPerFrame()) {
            throw new IllegalArgumentException("a map of " + map.length + " bytes, not " + bytesPerFrame());
        }
        byte[] now = make(frame, samples);
        BitSet changed = new BitSet();
        for (int at = 0; at < map.length; at++) {
            if (now[at] != map[at]) {
                changed.set(at / CODE_BYTES);
            }
        }
        return changed;
    }
}
