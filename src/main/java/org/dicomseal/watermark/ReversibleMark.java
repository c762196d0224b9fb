package org.dicomseal.watermark;

import java.util.Optional;

/**
 * The owner's mark in the pixels of a frame, and its exact removal.
 *
 * <p>Guaranteed: what {@link #mark} returns as marked reads back without error and gives the original back bit for bit, with the
 * key and the layout alone; a frame is marked on its own, so frames can be handled one by one and in any order. Samples outside the
 * stored bits, padding values and pixels that a mark can't move are kept. With another key there is no mark to be found, except with a
 * probability of 2<sup>-51</sup>.
 * Not guaranteed: that the mark survives any change of the pixels. It is made to be removed, not to resist.
 *
 * <p>An instance serves one object; it keeps scratch memory and isn't for use by two threads at once.
 */
public final class ReversibleMark {

    /**
     * @param key    the purpose key "wm"
     * @param layout the shape of every frame handed in
     */
    public ReversibleMark(WatermarkKey key, SampleLayout layout) {
        throw new UnsupportedOperationException();
    }

    /**
     * Marks one frame.
     *
     * @param samples   the native little-endian frame; not changed
     * @param ownerCode 128 bytes, of which as much is carried as the frame has room for
     * @param objectUid the SOP Instance UID that the mark is bound to
     * @param frame     counts from 0
     */
    public MarkOutcome mark(byte[] samples, byte[] ownerCode, String objectUid, int frame) {
        throw new UnsupportedOperationException();
    }

    /** Reads the mark blind: nothing but key, layout and the marked frame is needed. Empty if there is none under this key. */
    public Optional<MarkPayload> read(byte[] marked) {
        throw new UnsupportedOperationException();
    }

    /** The frame as it was before {@link #mark}, in a new array; empty if it carries no mark under this key. */
    public Optional<byte[]> remove(byte[] marked) {
        throw new UnsupportedOperationException();
    }
}
