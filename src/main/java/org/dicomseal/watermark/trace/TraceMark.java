package org.dicomseal.watermark.trace;

import java.util.Optional;
import org.dicomseal.watermark.WatermarkKey;

/**
 * The recipient's number in the picture that he gets, so that a copy that turns up elsewhere tells where it leaked. It is spread
 * over the whole image as shifts of block means by about a grey level, as strong as 54 dB in the given window allow, and is read from
 * whatever a viewer exports, with the original or without ({@link TraceDetector}).
 *
 * <p>Not guaranteed: that it survives somebody who has the key, many differently marked copies, or no care for the image. It can't be
 * removed exactly. An instance may be used by many threads.
 */
public final class TraceMark {

    /** Least signal-to-noise ratio of a marked frame against the same frame unmarked, both shown in the window: dB, peak 255. */
    public static final double LEAST_PSNR = 54;

    private final TracePattern pattern;
    private final Display display;

    /**
     * @param key     the purpose key "trace"
     * @param display how the frames are shown by default
     */
    public TraceMark(WatermarkKey key, Display display) {
        pattern = new TracePattern(key);
        this.display = display;
    }

    /**
     * A marked frame.
     *
     * @param samples the frame with the mark
     * @param psnr    in dB against the original, both shown in the window; peak 255
     */
    public record Traced(byte[] samples, double psnr) {
    }

    /**
     * Marks a frame for a recipient.
     *
     * @param frame     the native little-endian frame; not changed
     * @param recipient any 32 bits
     * @return empty if the frame is too small, or shows nothing but black and white
     */
    public Optional<Traced> mark(byte[] frame, int recipient) {
        GreyImage shown = display.render(frame);
        Shifts shifts = new Shifts(pattern, display, frame, ConvolutionalCode.encode(recipient));
        for (int strength = 0; strength < Strength.count(); strength++) {
            byte[] marked = frame.clone();
            if (shifts.apply(marked, Strength.ranks(strength)) == 0) {
                return Optional.empty();
            }
            double psnr = psnr(shown, display.render(marked));
            if (psnr >= LEAST_PSNR) {
                return Optional.of(new Traced(marked, psnr));
            }
        }
        return Optional.empty();
    }

    private static double psnr(GreyImage one, GreyImage other) {
        double squares = 0;
        for (int i = 0; i < one.levels().length; i++) {
            double difference = one.levels()[i] - other.levels()[i];
            squares += difference * difference;
        }
        return squares == 0 ? 100 : Math.min(100, 10 * Math.log10(255 * 255.0 * one.levels().length / squares));
    }
}
