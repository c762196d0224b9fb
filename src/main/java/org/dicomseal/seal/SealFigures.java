package org.dicomseal.seal;

/**
 * What one sealing did.
 *
 * @param originalLength bytes of the original's pixel data, as it came
 * @param payloadLength  bytes of the carrier: header, records and everything in them
 * @param frames         frames that were coded one by one; 0 where the pixel data was sealed as it is
 * @param markedFrames   frames that carry the watermark
 * @param codestreams    what was done with codestreams, and why, in words; empty if the original has none
 * @param notMarked      why frames carry none, in words; empty if all do, or if no watermark was asked for
 */
public record SealFigures(long originalLength, long payloadLength, int frames, int markedFrames, String codestreams, String notMarked) {
}
