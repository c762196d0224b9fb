package org.dicomseal.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dicomseal.seal.NativeImage;
import org.dicomseal.watermark.Fidelity;
import org.dicomseal.watermark.MarkOutcome;
import org.dicomseal.watermark.MarkPayload;
import org.dicomseal.watermark.ReversibleMark;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.WatermarkKey;
import org.dicomseal.watermark.trace.Display;
import org.dicomseal.watermark.trace.GreyImage;

/** Puts the reversible mark into an image's frames and measures what that did. */
final class Marking {

    private final NativeImage image;
    private final WatermarkKey key;
    private final byte[] ownerCode;
    private final String uid;
    private final List<byte[]> originals;
    private final List<byte[]> frames = new ArrayList<>();
    private final List<MarkPayload> payloads = new ArrayList<>();
    private String reason = "";
    private double seconds;

    /** @param originals not changed */
    Marking(NativeImage image, List<byte[]> originals, WatermarkKey key, byte[] ownerCode, String uid) {
        this.image = image;
        this.originals = originals;
        this.key = key;
        this.ownerCode = ownerCode;
        this.uid = uid;
    }

    /** Marks every frame; the least time of so many rounds counts. */
    void mark(int rounds) throws Exception {
        seconds = CpuClock.least(rounds, this::markOnce);
    }

    private void markOnce() {
        ReversibleMark mark = new ReversibleMark(key, image.layout());
        frames.clear();
        payloads.clear();
        for (int i = 0; i < originals.size(); i++) {
            MarkOutcome outcome = mark.mark(originals.get(i), ownerCode, uid, i);
            if (outcome instanceof MarkOutcome.Marked done) {
                frames.add(done.samples());
                payloads.add(done.payload());
            } else {
                frames.add(originals.get(i));
                payloads.add(null);
                reason = ((MarkOutcome.NotMarked) outcome).reason().text();
            }
        }
    }

    /** All frames, marked where they could be. */
    List<byte[]> frames() {
        return frames;
    }

    double seconds() {
        return seconds;
    }

    /** Why a frame isn't marked, in words; empty if all are. */
    String reason() {
        return reason;
    }

    /** Index of the first marked frame, or -1. */
    int first() {
        for (int i = 0; i < payloads.size(); i++) {
            if (payloads.get(i) != null) {
                return i;
            }
        }
        return -1;
    }

    /** CPU seconds to take the mark out of every frame. */
    double removalSeconds(int rounds) throws Exception {
        return CpuClock.least(rounds, () -> {
            ReversibleMark mark = new ReversibleMark(key, image.layout());
            frames.forEach(mark::remove);
        });
    }

    /**
     * The figures.
     *
     * @param sizeCost as measured by coding
     */
    MarkFigures figures(double sizeCost) throws IOException {
        SampleLayout layout = image.layout();
        Samples samples = new Samples(layout);
        ReversibleMark mark = new ReversibleMark(key, layout);
        Likeness depth = new Likeness();
        Likeness shown = new Likeness();
        double wrong = 0;
        long bits = 0;
        int marked = 0;
        boolean exact = true;
        for (int i = 0; i < frames.size(); i++) {
            byte[] before = originals.get(i);
            byte[] after = frames.get(i);
            MarkPayload sent = payloads.get(i);
            if (sent == null) {
                continue;
            }
            for (int sample = 0; sample < layout.samplesPerPixel(); sample++) {
                int which = sample;
                depth.add(layout.columns(), layout.rows(), (top, rows) -> samples.rows(before, which, top, rows),
                        (top, rows) -> samples.rows(after, which, top, rows), layout.peak());
            }
            Optional<Display> display = Shown.display(image, before);
            if (display.isPresent()) {
                addShown(shown, display.get().render(before), display.get().render(after));
            }
            marked++;
            bits += sent.tier().payloadBits();
            wrong += sent.tier().payloadBits() * errorRate(mark.read(after), sent, i);
            exact &= mark.remove(after).filter(restored -> Arrays.equals(restored, before)).isPresent();
        }
        double rate = wrong / bits;
        return new MarkFigures(marked, payloads.get(first()).tier().name(), bits, depth.psnr(layout.peak()),
                Fidelity.bound(layout.peak(), depth.values(), (int) bits), shown.values() == 0 ? Double.NaN : shown.psnr(255),
                Fidelity.bound(255, depth.values(), (int) bits), depth.ssim(), shown.ssim(), rate, AttackFigures.correlation(rate), exact, sizeCost);
    }

    private static void addShown(Likeness shown, GreyImage before, GreyImage after) {
        shown.add(before.width(), before.height(), (top, rows) -> before.part(0, top, before.width(), rows).levels(),
                (top, rows) -> after.part(0, top, after.width(), rows).levels(), 255);
    }

    /** A mark that reads back but isn't bound to its frame has lost its tag: then all of its bits count as unknown. */
    private double errorRate(Optional<MarkPayload> read, MarkPayload sent, int frame) {
        if (read.isEmpty() || !read.get().isBoundTo(key, uid, frame)) {
            return 0.5;
        }
        return Fidelity.bitErrorRate(sent.ownerCode(), read.get().ownerCode());
    }
}
