package org.dicomseal.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.WatermarkKey;
import org.dicomseal.watermark.trace.Display;
import org.dicomseal.watermark.trace.DisplayWindow;
import org.dicomseal.watermark.trace.TraceMark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a view for one recipient: an image derived from the original (PS3.3 section C.7.6.1.1.2), with the recipient's number in its pixels and a
 * SOP Instance UID of its own (the same for the same image and recipient).
 */
public final class TracedView {

    private static final Logger LOG = LoggerFactory.getLogger(TracedView.class);

    private final WatermarkKey key;
    private final String recipient;
    private final int number;
    private final DataSet image;
    private final SampleLayout layout;
    private final Optional<DisplayWindow> window;

    private TracedView(WatermarkKey key, String recipient, DataSet image, SampleLayout layout, Optional<DisplayWindow> window) {
        this.key = key;
        this.recipient = recipient;
        this.number = recipientNumber(key, recipient);
        this.image = image;
        this.layout = layout;
        this.window = window;
    }

    /**
     * The number that stands for a recipient in pictures under a key; two recipients share one with a probability of 2<sup>-32</sup>.
     *
     * @param recipient any name, such as an AE title
     */
    public static int recipientNumber(KeySource keys, KeyId id, String recipient) throws KeyUnavailableException {
        return recipientNumber(Watermarker.key(keys, id, Purpose.TRACE), recipient);
    }

    private static int recipientNumber(WatermarkKey key, String recipient) {
        return ByteBuffer.wrap(key.keyStream("trace/recipient", 4, utf8(recipient))).getInt();
    }

    /** Empty if such samples aren't shown as brightness. */
    static Optional<TracedView> of(DataSet image, PlainFrames frames, KeySource keys, KeyId id, String recipient)
            throws IOException, KeyUnavailableException {
        SampleLayout layout = frames.layout();
        try {
            new Display(layout, new DisplayWindow(0, 1));
        } catch (IllegalArgumentException notShown) {
            return Optional.empty();
        }
        WatermarkKey key = Watermarker.key(keys, id, Purpose.TRACE);
        return Optional.of(new TracedView(key, recipient, image, layout, DefaultWindow.of(image)));
    }

    /** The frame with the recipient's number; as it was if it has no room for it, which is logged. */
    byte[] trace(byte[] frame, int index) throws IOException {
        Display display = new Display(layout, window.isPresent() ? window.get() : DefaultWindow.ofValues(image, layout, frame));
        TraceMark.Result result = new TraceMark(key, display).mark(frame, number);
        if (result.traced().isEmpty()) {
            LOG.info("frame {} of {} goes to its recipient without a trace: {}", index + 1, image.string(Tag.SOP_INSTANCE_UID, ""),
                    result.notTraced());
        }
        return result.traced().map(TraceMark.Traced::samples).orElse(frame);
    }

    /** Turns the attributes of an image into those of the derived one. */
    void derive(DataSet view) throws IOException {
        String source = view.string(Tag.SOP_INSTANCE_UID, "");
        ByteBuffer random = ByteBuffer.wrap(key.keyStream("trace/uid", 16, utf8(source), utf8(recipient)));
        view.putSequence(Tag.SOURCE_IMAGE_SEQUENCE, new DataSet()
                .putString(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, view.string(Tag.SOP_CLASS_UID, ""))
                .putString(Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, source));
        view.putString(Tag.SOP_INSTANCE_UID, VR.UI, Uids.of(nameless(random.getLong(), random.getLong())));
        view.putString(Tag.DERIVATION_DESCRIPTION, VR.ST, "Marked for its recipient");
        List<String> type = new ArrayList<>(view.strings(Tag.IMAGE_TYPE));
        if (type.isEmpty()) {
            type.addAll(List.of("DERIVED", "PRIMARY"));
        }
        type.set(0, "DERIVED");
        view.putString(Tag.IMAGE_TYPE, VR.CS, type.toArray(String[]::new));
    }

    /** A UUID of version 4 from random bits (RFC 9562 section 5.4). */
    private static UUID nameless(long high, long low) {
        return new UUID(high & ~0xF000L | 0x4000L, low & ~(0b11L << 62) | 0b10L << 62);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
