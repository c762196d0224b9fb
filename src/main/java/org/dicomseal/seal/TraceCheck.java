package org.dicomseal.seal;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.trace.Display;
import org.dicomseal.watermark.trace.DisplayWindow;
import org.dicomseal.watermark.trace.GreyImage;
import org.dicomseal.watermark.trace.TraceDetector;
import org.dicomseal.watermark.trace.TraceReading;

/** Says to whom a picture was given: reads the trace mark under every key at hand, and tells whose number it is. Thread-safe. */
public final class TraceCheck {

    private final KeySource keys;
    private final List<KeyId> ids;
    private final List<String> names;

    /**
     * @param ids   keys that are tried
     * @param names recipients that it could be
     */
    public TraceCheck(KeySource keys, Collection<KeyId> ids, Collection<String> names) {
        this.keys = keys;
        this.ids = List.copyOf(ids);
        this.names = List.copyOf(names);
    }

    /**
     * A trace that was found.
     *
     * @param key       under which it was made
     * @param name      whom it was made for; empty if it is none of the names
     * @param reading   the number, and how sure it is
     * @param informed  whether the original helped
     */
    public record Found(KeyId key, Optional<String> name, TraceReading reading, boolean informed) {
    }

    private interface Reader {
        TraceReading read(TraceDetector detector);
    }

    /** Reads a picture without its original. */
    public Optional<Found> blind(GreyImage picture) throws KeyUnavailableException {
        return find(detector -> detector.blind(picture), false);
    }

    /** Reads a whole frame without its original: where it can't have been cropped, that is much faster. */
    public Optional<Found> inPlace(GreyImage frame) throws KeyUnavailableException {
        return find(detector -> detector.inPlace(frame), false);
    }

    /**
     * Reads a picture with the help of its original.
     *
     * @param original not smaller than the picture
     */
    public Optional<Found> informed(GreyImage original, GreyImage picture) throws KeyUnavailableException {
        return find(detector -> detector.informed(original, picture), true);
    }

    private Optional<Found> find(Reader reader, boolean informed) throws KeyUnavailableException {
        for (KeyId id : ids) {
            TraceReading reading = reader.read(new TraceDetector(Watermarker.key(keys, id, Purpose.TRACE)));
            if (reading.found()) {
                return Optional.of(new Found(id, name(id, reading.recipient()), reading, informed));
            }
        }
        return Optional.empty();
    }

    private Optional<String> name(KeyId id, int number) throws KeyUnavailableException {
        for (String name : names) {
            if (TracedView.recipientNumber(keys, id, name) == number) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /**
     * A frame of an object as a viewer shows it first; empty if it has no such frame, or can't be decoded, or isn't shown as brightness.
     * Of a sealed object it is the original's.
     *
     * @param index of the frame, from 0
     */
    public Optional<GreyImage> shown(DataSet dataSet, TransferSyntax syntax, int index) throws IOException, KeyUnavailableException {
        GreyImage[] picture = new GreyImage[1];
        if (PayloadFinder.find(dataSet, syntax).isPresent()) {
            try (UnsealedObject object = Unsealer.onAllCores(keys).open(dataSet, syntax)) {
                object.readFrames(View.ORIGINAL, (frame, number) -> picture[0] = number == index
                        ? shown(object.dataSet(), object.plainLayout(), frame) : picture[0]);
            }
            return Optional.ofNullable(picture[0]);
        }
        DataSet plain = dataSet;
        if (dataSet.get(Tag.PIXEL_DATA) instanceof FragmentsElement) {
            try {
                plain = NativeForm.of(dataSet, syntax).dataSet(dataSet);
            } catch (CodestreamException undecodable) {
                return Optional.empty();
            }
        }
        Optional<PlainFrames> frames = PlainFrames.of(plain).frames();
        if (frames.isPresent()) {
            DataSet image = plain;
            frames.get().forEach((frame, number) -> picture[0] = number == index
                    ? shown(image, frames.get().layout(), frame) : picture[0]);
        }
        return Optional.ofNullable(picture[0]);
    }

    private static GreyImage shown(DataSet image, SampleLayout layout, byte[] frame) throws IOException {
        try {
            Optional<DisplayWindow> window = DefaultWindow.of(image);
            return new Display(layout, window.isPresent() ? window.get() : DefaultWindow.ofValues(image, layout, frame)).render(frame);
        } catch (IllegalArgumentException notShown) {
            return null;
        }
    }
}
