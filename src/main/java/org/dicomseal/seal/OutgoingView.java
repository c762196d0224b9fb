package org.dicomseal.seal;

import java.io.IOException;
import java.util.Optional;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.watermark.ReversibleMark;
import org.dicomseal.watermark.WatermarkKey;

/**
 * Makes the view of an image that somebody gets who may not have the original: traced for its recipient, if there is one to trace, then marked
 * for its owner, if there is one. In this order both can be read from it. Its digital signatures go, since they are made over other
 * pixels; a {@link MarkBlock} comes. The frames are changed while they are written, one by one.
 */
final class OutgoingView {

    private final KeySource keys;
    private final KeyId id;

    /** @param id whose keys mark it */
    OutgoingView(KeySource keys, KeyId id) {
        this.keys = keys;
        this.id = id;
    }

    /**
     * Turns an image into the view.
     *
     * @param view      native, its frames without a mark of ours; changed in place, or not at all
     * @param ownerCode empty for no mark
     * @param recipient empty for no trace
     */
    ViewReport make(DataSet view, Optional<byte[]> ownerCode, Optional<String> recipient) throws IOException, KeyUnavailableException {
        PlainFrames.Found found = PlainFrames.of(view);
        if (found.frames().isEmpty()) {
            return new ViewReport(ViewReport.Kind.AS_IT_WAS, found.reason().text());
        }
        PlainFrames frames = found.frames().get();
        Optional<TracedView> trace = recipient.isPresent()
                ? TracedView.of(view, frames, keys, id, recipient.get()) : Optional.empty();
        ViewReport report = recipient.isPresent() && trace.isEmpty()
                ? new ViewReport(ViewReport.Kind.NOT_TRACED, "samples that aren't shown as brightness") : ViewReport.made();
        if (trace.isPresent()) {
            trace.get().derive(view);
        } else if (ownerCode.isEmpty()) {
            return new ViewReport(recipient.isPresent() ? ViewReport.Kind.NOT_TRACED : ViewReport.Kind.AS_IT_WAS,
                    recipient.isPresent() ? report.reason() : "no owner is enrolled");
        }
        withoutSignatures(view);
        change(view, frames, trace, ownerCode);
        return report;
    }

    private void change(DataSet view, PlainFrames frames, Optional<TracedView> trace, Optional<byte[]> ownerCode)
            throws IOException, KeyUnavailableException {
        Optional<WatermarkKey> key = watermarkKey();
        if (key.isEmpty()) {
            view.put(frames.changed((frame, index) -> trace.isPresent() ? trace.get().trace(frame, index) : frame));
            return;
        }
        FrameMarker marker = ownerCode.isEmpty() ? null : FrameMarker.of(keys, id, frames.plan().format(), frames.parameters(),
                ownerCode.get(), view.string(Tag.SOP_INSTANCE_UID, ""));
        MarkRecord record = MarkRecord.into(view, frames, id, key.get());
        view.put(frames.changed((frame, index) -> {
            byte[] traced = trace.isPresent() ? trace.get().trace(frame, index) : frame;
            byte[] marked = marker == null ? traced : marker.mark(traced, index).orElse(traced);
            record.add(traced, marked, index);
            return marked;
        }));
    }

    /**
     * Completes a view whose frames carry the owner's mark already.
     *
     * @param view changed in place
     */
    ViewReport complete(DataSet view) throws IOException, KeyUnavailableException {
        Optional<PlainFrames> frames = PlainFrames.of(view).frames();
        Optional<WatermarkKey> key = watermarkKey();
        withoutSignatures(view);
        if (frames.isPresent() && key.isPresent()) {
            MarkRecord record = MarkRecord.into(view, frames.get(), id, key.get());
            ReversibleMark mark = new ReversibleMark(key.get(), frames.get().layout());
            view.put(frames.get().changed((frame, index) -> {
                record.add(mark.remove(frame).orElse(frame), frame, index);
                return frame;
            }));
        }
        return ViewReport.made();
    }

    /** The owner's code; empty where there is no owner, and on a node that may unseal and not mark. */
    Optional<byte[]> codeOf(OwnerCodes owners) throws KeyUnavailableException {
        try {
            return owners.of(id);
        } catch (KeyUnavailableException e) {
            if (e.reason() == KeyUnavailableException.Reason.PURPOSE_NOT_HELD) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether the mark of an earlier sealing can be taken out first. */
    boolean mayUnmark() throws KeyUnavailableException {
        return watermarkKey().isPresent();
    }

    /** Empty where this node doesn't hold it: then nobody can tell from the view where it was changed. */
    private Optional<WatermarkKey> watermarkKey() throws KeyUnavailableException {
        try {
            return Optional.of(Watermarker.key(keys, id));
        } catch (KeyUnavailableException e) {
            if (e.reason() == KeyUnavailableException.Reason.PURPOSE_NOT_HELD) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void withoutSignatures(DataSet view) {
        view.remove(Tag.MAC_PARAMETERS_SEQUENCE);
        view.remove(Tag.DIGITAL_SIGNATURES_SEQUENCE);
    }
}
