package org.dicomseal.evaluate;

/**
 * The reversible mark in the frames that were looked at, all taken together.
 *
 * @param framesMarked  of the frames that were looked at
 * @param tier          what the first marked frame carries: FULL, MEDIUM or SMALL
 * @param payloadBits   bits in all marked frames
 * @param psnrDepth     dB, peak 2^BitsStored - 1; 100 where nothing differs, as for the other one
 * @param boundDepth    what DESIGN's bound says for that peak: one step of one value for each bit
 * @param psnrWindow    dB, peak 255, both pictures shown in 8 bits through the default window; NaN where samples aren't shown as brightness
 * @param boundWindow   the same bound for the peak of 255, one level for each bit
 * @param ssimDepth     mean structural similarity at actual depth; NaN for pictures smaller than a window of 11 x 11
 * @param ssimWindow    the same in the default window
 * @param bitErrorRate  of the payload as it is read blind, without an attack
 * @param correlation   normalised correlation of the same bits
 * @param removedExactly whether removing the mark gave every marked frame back bit for bit
 * @param sizeCost      what the marked frames take more than the unmarked ones, coded: 0.005 is half a percent
 */
public record MarkFigures(int framesMarked, String tier, long payloadBits, double psnrDepth, double boundDepth, double psnrWindow,
                          double boundWindow, double ssimDepth, double ssimWindow, double bitErrorRate, double correlation,
                          boolean removedExactly, double sizeCost) {
}
