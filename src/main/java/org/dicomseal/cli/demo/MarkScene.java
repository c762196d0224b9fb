package org.dicomseal.cli.demo;

import java.io.IOException;
import java.util.BitSet;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.seal.WatermarkCheck;
import org.dicomseal.seal.WatermarkCheck.Frame;
import org.dicomseal.watermark.Fidelity;
import org.dicomseal.watermark.TamperMap;

/**
 * The mark in one image: how little it shows, whose it says the image is, and that an altered spot is found.
 *
 * @param original       what was sent
 * @param marked         what a destination with the watermarked view got
 * @param difference     marked less original, times {@link #GAIN}, around mid grey
 * @param altered        the marked image with a spot painted over, blocks that verification found outlined
 * @param depthPsnr      in dB, against the largest value of BitsStored
 * @param shownPsnr      in dB, against 255, as shown through the image's window
 * @param report         what verification says of the marked image
 * @param alteredReport  and of the altered one
 * @param paintedBlocks  which blocks of 64 x 64 were painted over
 */
record MarkScene(Picture original, Picture marked, Picture difference, Picture altered, double depthPsnr, double shownPsnr,
                 WatermarkCheck.Report report, WatermarkCheck.Report alteredReport, BitSet paintedBlocks) {

    static final int GAIN = 64;

    private static final int SPOT_TOP = 300;
    private static final int SPOT_LEFT = 200;
    private static final int SPOT = 40;

    /**
     * Looks at a greyscale image of 16 bits allocated.
     *
     * @param check knows the owner
     */
    static MarkScene of(DataSet original, DataSet marked, WatermarkCheck check) throws IOException, KeyUnavailableException {
        int[] before = ImageView.samples(original);
        int[] after = ImageView.samples(marked);
        int columns = original.intValue(Tag.COLUMNS, 0);
        int peak = (1 << original.intValue(Tag.BITS_STORED, 16)) - 1;
        Picture shown = ImageView.of(original);
        Picture markedShown = ImageView.of(marked);
        DataSet altered = paintedOver(marked, after, columns);
        WatermarkCheck.Report alteredReport = check.check(altered);
        Picture found = ImageView.of(altered);
        int across = (columns + TamperMap.BLOCK - 1) / TamperMap.BLOCK;
        found(alteredReport).stream().forEach(block -> found.outline(block % across * TamperMap.BLOCK, block / across * TamperMap.BLOCK, TamperMap.BLOCK));
        return new MarkScene(shown, markedShown, difference(before, after, columns), found,
                Fidelity.psnr(floats(before), floats(after), peak), Fidelity.psnr(shown.levels(), markedShown.levels(), 255),
                check.check(marked), alteredReport, painted(across));
    }

    private static Picture difference(int[] before, int[] after, int columns) {
        int[] difference = new int[before.length];
        for (int i = 0; i < before.length; i++) {
            difference[i] = GAIN * (after[i] - before[i]);
        }
        return Picture.grey(difference, before.length / columns, columns, -128, 127);
    }

    private static DataSet paintedOver(DataSet marked, int[] samples, int columns) {
        byte[] bytes = new byte[2 * samples.length];
        for (int i = 0; i < samples.length; i++) {
            boolean spot = isIn(i / columns, SPOT_TOP) && isIn(i % columns, SPOT_LEFT);
            int value = spot ? 1100 + 8 * (i % 16) : samples[i];
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return marked.copy().putBytes(Tag.PIXEL_DATA, VR.OW, bytes);
    }

    private static boolean isIn(int position, int from) {
        return position >= from && position < from + SPOT;
    }

    private static BitSet painted(int across) {
        BitSet blocks = new BitSet();
        for (int y = SPOT_TOP / TamperMap.BLOCK; y <= (SPOT_TOP + SPOT - 1) / TamperMap.BLOCK; y++) {
            blocks.set(y * across + SPOT_LEFT / TamperMap.BLOCK, y * across + (SPOT_LEFT + SPOT - 1) / TamperMap.BLOCK + 1);
        }
        return blocks;
    }

    private static BitSet found(WatermarkCheck.Report report) {
        return report.frames().isEmpty() ? new BitSet() : report.frames().get(0).changed().orElse(new BitSet());
    }

    private static float[] floats(int[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }

    /** What the first frame's mark says. */
    Frame frame() {
        return report.frames().get(0);
    }

    /** Blocks that verification found changed. */
    BitSet foundBlocks() {
        return found(alteredReport);
    }

    /** Whether the owner is told without error, and exactly the painted blocks are found. */
    boolean good() {
        return report.isIntactAndKnown() && !alteredReport.isIntactAndKnown() && foundBlocks().equals(paintedBlocks);
    }
}
