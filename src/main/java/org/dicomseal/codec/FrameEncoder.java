package org.dicomseal.codec;

/**
 * Codes the frames of one DICOM object, in order. An encoder keeps what it learnt from earlier frames, so a decoder has to see
 * the same frames in the same order. Not for use by two threads at once.
 */
public interface FrameEncoder {

    /**
     * Codes the next frame. Every frame is accepted: one that has no model or the wrong length is stored.
     *
     * @param frame the frame's native bytes; not changed, not kept
     * @return the coded frame; the same for the same frames, format and key on every machine
     */
    byte[] encode(byte[] frame);
}
