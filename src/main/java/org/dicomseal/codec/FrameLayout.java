package org.dicomseal.codec;

import java.util.ArrayList;
import java.util.List;

/** Takes a frame apart into planes and puts it together again. */
final class FrameLayout {

    private static final int MOST_SAMPLES = 4;

    private final FrameFormat format;
    private final SampleWords words;

    private FrameLayout(FrameFormat format) {
        this.format = format;
        this.words = SampleWords.of(format);
    }

    /** The layout for a format, or null if there is none. */
    static FrameLayout of(FrameFormat format) {
        boolean words = format.bitsAllocated() == 8 || format.bitsAllocated() == 16;
        boolean samples = format.samplesPerPixel() > 0 && format.samplesPerPixel() <= MOST_SAMPLES && format.photometric() != Photometric.YBR_422;
        boolean some = format.rows() >= 8 && format.columns() >= 16 && (long) format.rows() * format.columns() * 4 <= Integer.MAX_VALUE / 4;
        return words && samples && some ? new FrameLayout(format) : null;
    }

    List<Plane> split(byte[] frame, BinaryCoder section) {
        List<Plane> planes = new ArrayList<>();
        int pixels = format.rows() * format.columns();
        for (int s = 0; s < format.samplesPerPixel(); s++) {
            SampleWords.Rest rule = words.rule(frame, from(s), stride(), pixels);
            section.plain(rule.ordinal(), 2);
            Plane plane = new Plane(format.columns(), format.rows(), words.max());
            words.samples(frame, from(s), stride(), plane.samples());
            planes.add(plane);
            if (rule == SampleWords.Rest.MIXED) {
                Plane rests = new Plane(format.columns(), format.rows(), words.greatestRest());
                words.rests(frame, from(s), stride(), rests.samples());
                planes.add(rests);
            }
        }
        return planes;
    }

    interface PlaneSource {
        Plane next(int width, int height, int max) throws CodecException;
    }

    byte[] join(BinaryCoder section, PlaneSource source) throws CodecException {
        SampleWords.Rest[] rules = new SampleWords.Rest[format.samplesPerPixel()];
        for (int s = 0; s < rules.length; s++) {
            int ordinal = section.plain(0, 2);
            if (ordinal >= SampleWords.Rest.values().length) {
                throw new CodecException("an unknown rule for the bits around a sample");
            }
            rules[s] = SampleWords.Rest.values()[ordinal];
        }
        byte[] frame = new byte[(int) format.frameLength()];
        for (int s = 0; s < rules.length; s++) {
            Plane plane = source.next(format.columns(), format.rows(), words.max());
            if (rules[s] == SampleWords.Rest.MIXED) {
                Plane rests = source.next(format.columns(), format.rows(), words.greatestRest());
                words.write(plane.samples(), rests.samples(), frame, from(s), stride());
            } else {
                words.write(plane.samples(), rules[s], frame, from(s), stride());
            }
        }
        return frame;
    }

    private int from(int sample) {
        int offset = format.planar() ? sample * format.rows() * format.columns() : sample;
        return offset * words.bytes();
    }

    private int stride() {
        return (format.planar() ? 1 : format.samplesPerPixel()) * words.bytes();
    }
}
