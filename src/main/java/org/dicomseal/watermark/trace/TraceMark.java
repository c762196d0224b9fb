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
     * What marking did.
     *
     * @param traced    the marked frame; empty if the frame stays as it is
     * @param notTraced why it does, in words; else empty
     */
    public record Result(Optional<Traced> traced, String notTraced) {

        static Result not(String why) {
            return new Result(Optional.empty(), why);
        }
    }

    /**
     * Marks a frame for a recipient, unless too little of it is grey for any reading to tell the mark from chance
     * ({@link TraceDetector#LEAST_CARRIERS}).
     *
     * @param frame     the native little-endian frame; not changed
     * @param recipient any 32 bits
     */
    public Result mark(byte[] frame, int recipient) {
        GreyImage shown = display.render(frame);
        Shifts shifts = new Shifts(pattern, display, frame, ConvolutionalCode.encode(recipient));
        for (int attempt = 0; attempt <= Strength.count(); attempt++) {
            byte[] marked = frame.clone();
            // an image that is black for the most part has decibels to spare, which all go into the lattice's pull
            double pull = attempt == 0 ? 1 : Lattice.PULL;
            int carriers = shifts.apply(marked, Strength.ranks(Math.max(0, attempt - 1)), pull);
            if (carriers < TraceDetector.LEAST_CARRIERS) {
                return Result.not("it shows too little but black and white: room for " + carriers + " of the "
                        + TraceDetector.LEAST_CARRIERS + " carriers without which no reading is sure");
            }
            double psnr = psnr(shown, display.render(marked));
            if (psnr >= LEAST_PSNR) {
                return new Result(Optional.of(new Traced(marked, psnr)), "");
            }
        }
        return Result.not("a trace would take its signal-to-noise ratio below " + LEAST_PSNR + " dB");
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
