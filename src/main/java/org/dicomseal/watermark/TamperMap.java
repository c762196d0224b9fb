package org.dicomseal.watermark;

import java.util.BitSet;

/**
 * Finds which blocks of 64 x 64 pixels of a frame were changed: a 16-bit keyed code a block, over key, object, frame, block and its
 * samples as they stand (marked or not: the map goes with the pixels it was made of).
 */
public final class TamperMap {

    /** Side of a block in pixels; blocks at the right and lower edge may be smaller. */
    public static final int BLOCK = 64;

    /**
     * @param key       the purpose key "wm"
     * @param objectUid SOP Instance UID of the object
     * @param layout    the shape of every frame handed in; 1 to 32 bits allocated
     */
    public TamperMap(WatermarkKey key, String objectUid, SampleLayout layout) {
        throw new UnsupportedOperationException();
    }

    /** Bytes of the map of one frame: two a block. */
    public int bytesPerFrame() {
        throw new UnsupportedOperationException();
    }

    /** The map of one frame: two bytes a block, blocks row by row. */
    public byte[] make(int frame, byte[] samples) {
        throw new UnsupportedOperationException();
    }

    /** The blocks (numbered row by row) that aren't as they were when the map was made; a change goes unseen once in 65536 times. */
    public BitSet changed(int frame, byte[] samples, byte[] map) {
        throw new UnsupportedOperationException();
    }
}
