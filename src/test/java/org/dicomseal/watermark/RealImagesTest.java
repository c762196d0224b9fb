package org.dicomseal.watermark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.codec.ImageCodec;
import org.dicomseal.codec.JointKey;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.codec.Photometric;
import org.junit.jupiter.api.Test;

/**
 * What the reversible mark promises, on every real image at hand; where there are none, nothing is tested. Every figure goes to
 * target/real-frames.tsv.
 */
class RealImagesTest {

    private static final String UID = "1.2.3";
    private static final int LARGE = 512 * 512;
    private static final Path TABLE = Path.of("target/real-frames.tsv");

    private final byte[] owner = new byte[128];
    private WatermarkKey key;
    private final Set<Integer> seen = new HashSet<>();
    private int marked;
    private int deep;
    private double actual;
    private double windowed;
    private double leastSimilarity = 1;
    private double greatestCost;
    private final List<String> lines = new ArrayList<>();

    @Test
    void everyMarkIsExactAndInvisibleAndCostsLittle() throws Exception {
        assumeTrue(RealImages.present(), "no real files here");
        byte[] secret = new byte[WatermarkKey.BYTES];
        new Random(1).nextBytes(secret);
        new Random(2).nextBytes(owner);
        key = new WatermarkKey(secret);
        RealImages.forEach(5, this::check);
        lines.add(0, String.format(Locale.ROOT, "%d frames marked, %d not; mean of %d deep large ones: %.2f dB at actual depth, %.2f dB in 8 bits; "
                + "least similarity %.6f, greatest cost %.3f %%", marked, seen.size() - marked, deep, actual / deep, windowed / deep, leastSimilarity,
                100 * greatestCost));
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);
        assertTrue(marked > 50, marked + " images were marked");
        assertTrue(actual / deep >= 84, "mean of " + actual / deep + " dB at actual depth");
        assertTrue(windowed / deep >= 70, "mean of " + windowed / deep + " dB after windowing to 8 bits");
    }

    private void check(RealImages.Image image) {
        if (!seen.add(Arrays.hashCode(image.frame()))) {
            return;
        }
        ReversibleMark mark = new ReversibleMark(key, image.layout());
        assertTrue(mark.read(image.frame()).isEmpty(), image.name());
        if (mark.mark(image.frame(), owner, UID, 0) instanceof MarkOutcome.Marked outcome) {
            ReversibleMark reader = new ReversibleMark(key, image.layout());
            MarkPayload payload = reader.read(outcome.samples()).orElseThrow();
            byte[] sent = Arrays.copyOf(owner, payload.tier().codeBytes());
            assertEquals(0, Fidelity.bitErrorRate(sent, payload.ownerCode()), image.name());
            assertTrue(payload.isBoundTo(key, UID, 0), image.name());
            assertArrayEquals(image.frame(), reader.remove(outcome.samples()).orElseThrow(), image.name());
            measure(image, outcome, payload.tier());
            marked++;
        } else {
            lines.add(image.name() + "\tnot marked: " + ((MarkOutcome.NotMarked) mark.mark(image.frame(), owner, UID, 0)).reason().text());
        }
    }

    private void measure(RealImages.Image image, MarkOutcome.Marked outcome, MarkTier tier) {
        SampleLayout layout = image.layout();
        float[] before = RealImages.values(layout, image.frame());
        float[] after = RealImages.values(layout, outcome.samples());
        double psnr = Fidelity.psnr(before, after, layout.peak());
        assertTrue(psnr >= 54, image.name() + " has " + psnr + " dB");
        double similarity = 1;
        if (layout.rows() >= 11 && layout.columns() >= 11) {
            similarity = similarity(layout, before, after);
            leastSimilarity = Math.min(leastSimilarity, similarity);
            assertTrue(similarity >= 0.9999, image.name() + " has a similarity of " + similarity);
        }
        double inEight = Fidelity.psnr(levels(image, before), levels(image, after), 255);
        double bound = Fidelity.bound(layout.peak(), before.length, tier.payloadBits());
        lines.add(String.format(Locale.ROOT, "%s\t%d x %d x %d bits\t%s\t%.1f dB of at most about %.1f\t%.1f dB in 8 bits\tSSIM %.6f", image.name(),
                layout.columns(), layout.rows(), layout.bitsStored(), tier, psnr, Math.min(bound, Fidelity.MOST_PSNR), inEight, similarity));
        if (layout.rows() * layout.columns() >= LARGE) {
            double cost = codedLength(layout, outcome.samples()) / (double) codedLength(layout, image.frame()) - 1;
            greatestCost = Math.max(greatestCost, cost);
            assertTrue(cost <= 0.006, image.name() + " grew by " + 100 * cost + " %");
        }
        if (layout.bitsStored() >= 12 && layout.rows() * layout.columns() >= LARGE) {
            deep++;
            actual += psnr;
            windowed += inEight;
        }
    }

    private static int codedLength(SampleLayout layout, byte[] frame) {
        Photometric photometric = switch (layout.meaning()) {
            case RGB -> Photometric.RGB;
            case LUMA_CHROMA -> Photometric.YBR_FULL;
            default -> Photometric.GREY;
        };
        FrameFormat format = new FrameFormat(layout.rows(), layout.columns(), layout.samplesPerPixel(), layout.bitsAllocated(),
                layout.bitsStored(), layout.highBit(), layout.signed(), layout.planar(), photometric);
        return ImageCodec.encoder(format, JointKey.of(new byte[JointKey.LENGTH]), Parallelism.SINGLE).encode(frame).length;
    }

    /** The mean over the samples of a pixel. */
    private static double similarity(SampleLayout layout, float[] before, float[] after) {
        int pixels = layout.rows() * layout.columns();
        double sum = 0;
        for (int sample = 0; sample < layout.samplesPerPixel(); sample++) {
            float[] one = new float[pixels];
            float[] other = new float[pixels];
            for (int pixel = 0; pixel < pixels; pixel++) {
                int at = layout.planar() ? sample * pixels + pixel : pixel * layout.samplesPerPixel() + sample;
                one[pixel] = before[at];
                other[pixel] = after[at];
            }
            sum += Fidelity.ssim(one, other, layout.columns(), layout.peak());
        }
        return sum / layout.samplesPerPixel();
    }

    /** Through the window of the file, or of all values where it has none. */
    private static float[] levels(RealImages.Image image, float[] values) {
        double low = image.windowLow();
        double high = image.windowHigh();
        if (!(high > low)) {
            float[] sorted = RealImages.values(image.layout(), image.frame());
            Arrays.sort(sorted);
            low = sorted[0];
            high = Math.max(low + 1, sorted[sorted.length - 1]);
        }
        float[] levels = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            levels[i] = Math.round(Math.max(0, Math.min(255, (values[i] - low) * 255 / (high - low))));
        }
        return levels;
    }
}
