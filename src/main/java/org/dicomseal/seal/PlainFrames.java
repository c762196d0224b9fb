package org.dicomseal.seal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.watermark.NotMarkedReason;
import org.dicomseal.watermark.SampleLayout;

/**
 * The native frames of an image that a mark may be put into, or taken from.
 *
 * @param element the pixel data
 * @param plan    whose pieces are whole frames
 */
record PlainFrames(ValueElement element, FramePlan plan, Marking.Parameters parameters) {

    /** Why there are none, or the frames. */
    record Found(NotMarkedReason reason, Optional<PlainFrames> frames) {
    }

    static Found of(DataSet image) {
        if (!(image.get(Tag.PIXEL_DATA) instanceof ValueElement element)) {
            return none(image.contains(Tag.PIXEL_DATA) ? NotMarkedReason.CODESTREAM : NotMarkedReason.UNSUPPORTED_PIXELS);
        }
        try {
            ImagePixel pixel = ImagePixel.of(image);
            Optional<FramePlan> plan = FramePlan.of(pixel, element.length());
            if (plan.isEmpty() || pixel.bitsAllocated() > 1 && pixel.bitsAllocated() % 8 != 0) {
                return none(NotMarkedReason.UNSUPPORTED_PIXELS);
            }
            NotMarkedReason never = Marking.neverMarked(image.string(Tag.SOP_CLASS_UID, ""), plan.get(), pixel);
            if (never != null) {
                return none(never);
            }
            Marking.Parameters parameters = Marking.Parameters.of(image, pixel, plan.get().format());
            return new Found(null, Optional.of(new PlainFrames(element, plan.get(), parameters)));
        } catch (IOException faultyModule) {
            return none(NotMarkedReason.UNSUPPORTED_PIXELS);
        }
    }

    private static Found none(NotMarkedReason reason) {
        return new Found(reason, Optional.empty());
    }

    SampleLayout layout() {
        return Marking.layout(plan.format(), parameters);
    }

    /** The pixel data with every frame changed while it is read. */
    ValueElement changed(ChangedFrames.Change change) {
        return changed(change, () -> { });
    }

    /** @param atEnd is asked before the last bytes come out */
    ValueElement changed(ChangedFrames.Change change, ValueStream.Check atEnd) {
        return new ValueElement(element.tag(), element.vr(),
                new ChangedFrames(element.littleEndian(), (int) plan.format().frameLength(), plan.frames(), change, atEnd));
    }

    /** Sees every frame, one after the other. */
    interface Visitor {
        void visit(byte[] frame, int index) throws IOException;
    }

    void forEach(Visitor visitor) throws IOException {
        Bulk seen = changed((frame, index) -> {
            visitor.visit(frame, index);
            return frame;
        }).value();
        seen.transferTo(OutputStream.nullOutputStream());
    }
}
