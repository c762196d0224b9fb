package org.dicomseal.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dicomseal.evaluate.attack.Attack;
import org.dicomseal.seal.NativeImage;
import org.dicomseal.watermark.OwnerAgreement;
import org.dicomseal.watermark.ReversibleMark;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.WatermarkKey;
import org.dicomseal.watermark.trace.Display;
import org.dicomseal.watermark.trace.DisplayWindow;
import org.dicomseal.watermark.trace.GreyImage;
import org.dicomseal.watermark.trace.TraceDetector;
import org.dicomseal.watermark.trace.TraceMark;
import org.dicomseal.watermark.trace.TraceReading;

/**
 * Attacks one marked frame. The reversible mark, which is in the stored values, is attacked there: levels from 0 to 255 are the frame's least to
 * greatest value, with fractions, except where an attack is one of 8 bits. The trace mark, put on top of it, is attacked as a viewer exports it.
 */
final class Attacking {

    /** Bits that an agreement has to be of to count; fewer agree anywhere. */
    private static final int LEAST_BITS = 128;
    private static final double NOTHING = 0.5;

    private final NativeImage image;
    private final byte[] marked;
    private final WatermarkKey markKey;
    private final WatermarkKey traceKey;
    private final byte[] ownerCode;
    private final int recipient;
    private final Optional<Display> display;
    private Optional<TraceMark.Traced> traced = Optional.empty();
    private String notTraced = "";

    Attacking(NativeImage image, byte[] marked, WatermarkKey markKey, WatermarkKey traceKey, byte[] ownerCode, int recipient)
            throws IOException {
        this.image = image;
        this.marked = marked;
        this.markKey = markKey;
        this.traceKey = traceKey;
        this.ownerCode = ownerCode;
        this.recipient = recipient;
        display = Shown.display(image, marked);
        if (display.isEmpty()) {
            notTraced = "samples that aren't shown as brightness";
        } else {
            TraceMark.Result result = new TraceMark(traceKey, display.get()).mark(marked, recipient);
            traced = result.traced();
            notTraced = result.notTraced();
        }
    }

    double tracePsnr() {
        return traced.map(TraceMark.Traced::psnr).orElse(Double.NaN);
    }

    String notTraced() {
        return notTraced;
    }

    List<AttackFigures> all() {
        List<AttackFigures> figures = new ArrayList<>();
        GreyImage original = display.map(each -> each.render(marked)).orElse(null);
        GreyImage leaked = traced.isPresent() ? display.orElseThrow().render(traced.get().samples()) : null;
        TraceDetector detector = new TraceDetector(traceKey);
        for (Attack attack : Attack.ALL) {
            double reversible = reversible(attack);
            if (leaked == null) {
                figures.add(new AttackFigures(attack.name(), reversible, Double.NaN, false, Double.NaN, false));
                continue;
            }
            GreyImage copy = Shown.inEightBits(attack.apply(leaked).picture());
            TraceReading blind = detector.blind(copy);
            TraceReading informed = detector.informed(original, copy);
            figures.add(new AttackFigures(attack.name(), reversible, errors(blind), blind.found(), errors(informed), informed.found()));
        }
        return figures;
    }

    private double errors(TraceReading reading) {
        return Integer.bitCount(reading.recipient() ^ recipient) / 32.0;
    }

    private double reversible(Attack attack) {
        byte[] attacked = attacked(attack);
        ReversibleMark mark = new ReversibleMark(markKey, image.layout());
        if (mark.read(attacked).filter(payload -> payload.belongsTo(ownerCode)).isPresent()) {
            return 0;
        }
        OwnerAgreement agreement = mark.agreement(attacked, ownerCode);
        return agreement.bits() < LEAST_BITS ? NOTHING : agreement.bitErrorRate();
    }

    /** The frame with stored values after the attack. */
    private byte[] attacked(Attack attack) {
        SampleLayout layout = image.layout();
        Samples samples = new Samples(layout);
        byte[] frame = marked.clone();
        for (int sample = 0; sample < layout.samplesPerPixel(); sample++) {
            float[] values = samples.plane(marked, sample);
            DisplayWindow window = attack.name().equals(Attack.WINDOWING) && display.isPresent() ? windowed() : span(values);
            double step = (window.white() - window.black()) / 255;
            float[] levels = new float[values.length];
            for (int i = 0; i < levels.length; i++) {
                levels[i] = (float) ((values[i] - window.black()) / step);
            }
            GreyImage plane = new GreyImage(layout.columns(), layout.rows(), levels);
            Attack.Attacked result = attack.apply(attack.whole() ? Shown.inEightBits(plane) : plane);
            float[] after = result.onBlack(layout.columns(), layout.rows()).levels();
            for (int i = 0; i < after.length; i++) {
                samples.put(frame, i, sample, Math.round(window.black() + step * after[i]));
            }
        }
        return frame;
    }

    private DisplayWindow windowed() {
        try {
            return image.window(marked);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static DisplayWindow span(float[] values) {
        float least = values[0];
        float greatest = values[0];
        for (float value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return new DisplayWindow(least, least == greatest ? least + 1 : greatest);
    }
}
