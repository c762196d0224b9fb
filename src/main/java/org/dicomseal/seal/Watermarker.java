package org.dicomseal.seal;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.Secret;
import org.dicomseal.watermark.WatermarkKey;

/**
 * Watermarks images without encrypting them: an ordinary image in, the same ordinary image out, with the owner's mark in its pixels and a
 * private block behind them ({@link MarkBlock}). Whoever has the key can tell whose it is and where it was changed
 * ({@link WatermarkCheck}), and take the mark out bit for bit ({@link MarkedObject}). Thread-safe.
 */
public final class Watermarker {

    /** Marked frames of an object up to so many bytes are kept; those of a larger one are made once more when they are written. */
    private static final long KEPT = 8 << 20;

    private final KeySource keys;
    private final OwnerCodes ownerCodes;
    private final Codestreams codestreams;

    /** @param codestreams whether images that come as lossless codestreams are decoded, so that they can be marked */
    public Watermarker(KeySource keys, OwnerCodes ownerCodes, Codestreams codestreams) {
        this.keys = keys;
        this.ownerCodes = ownerCodes;
        this.codestreams = codestreams;
    }

    /** One that leaves codestreams alone. */
    public Watermarker(KeySource keys, OwnerCodes ownerCodes) {
        this(keys, ownerCodes, Codestreams.KEEP);
    }

    /**
     * What marking did.
     *
     * @param dataSet   the marked object, whose frames are marked while they are written; or the original
     * @param marked    how many frames carry the mark
     * @param notMarked why frames carry none, in words; empty if all do
     */
    public record Result(DataSet dataSet, int marked, String notMarked) {
    }

    /** {@link #mark(DataSet, TransferSyntax)} for an object without codestreams. */
    public Result mark(DataSet original) throws IOException, KeyUnavailableException {
        return mark(original, TransferSyntax.EXPLICIT_LE);
    }

    /**
     * Marks an image. One that carries our mark for this very object, unchanged, is given on as it is, and so is a sealed one.
     *
     * @param original must not change and stay readable until the result was written
     * @param syntax   in which it was read
     * @throws KeyUnavailableException if the key is locked or there is none
     */
    public Result mark(DataSet original, TransferSyntax syntax) throws IOException, KeyUnavailableException {
        Optional<MarkedObject> before = MarkedObject.find(original, syntax, keys);
        if (before.isPresent() && before.get().isUnchanged()) {
            return new Result(original, before.get().frames(), "");
        }
        if (original.contains(Tag.DIGITAL_SIGNATURES_SEQUENCE)) {
            return new Result(original, 0, "it carries digital signatures, which a mark would break");
        }
        if (PayloadFinder.find(original, syntax).isPresent()) {
            return new Result(original, 0, "it is sealed");
        }
        KeyId id = keys.active();
        Optional<byte[]> code = ownerCodes.of(id);
        if (code.isEmpty()) {
            return new Result(original, 0, "no owner is enrolled");
        }
        return mark(original, syntax, id, code.get());
    }

    private Result mark(DataSet original, TransferSyntax syntax, KeyId id, byte[] code) throws IOException, KeyUnavailableException {
        DataSet plain = original;
        if (codestreams == Codestreams.RECODE && original.get(Tag.PIXEL_DATA) instanceof FragmentsElement) {
            try {
                plain = NativeForm.of(original, syntax).losslessly(original);
                return mark(plain, original, id, code);
            } catch (CodestreamException | DicomException cannot) {
                return new Result(original, 0, "kept in its compressed codestream: " + cannot.getMessage());
            }
        }
        return mark(plain, original, id, code);
    }

    /** @param original what is given on if nothing can be marked */
    private Result mark(DataSet plain, DataSet original, KeyId id, byte[] code) throws IOException, KeyUnavailableException {
        PlainFrames.Found found = PlainFrames.of(plain);
        if (found.frames().isEmpty()) {
            return new Result(original, 0, found.reason().text());
        }
        PlainFrames frames = found.frames().get();
        String uid = plain.string(Tag.SOP_INSTANCE_UID, "");
        FrameMarker first = marker(frames, id, code, uid);
        boolean keep = frames.plan().length() <= KEPT || frames.plan().frames() == 1;
        Map<Integer, byte[]> kept = new HashMap<>();
        frames.forEach((frame, index) -> {
            Optional<byte[]> marked = first.mark(frame, index);
            if (keep) {
                kept.put(index, marked.orElse(frame));
            }
        });
        if (first.marked() == 0) {
            return new Result(original, 0, first.notMarked());
        }
        DataSet result = DataSets.deepCopy(plain);
        MarkRecord record = MarkRecord.into(result, frames, id, key(keys, id));
        // the same key, code and frame give the same mark again, so frames that aren't kept are marked once more
        FrameMarker again = marker(frames, id, code, uid);
        result.put(frames.changed((frame, index) -> {
            byte[] marked = keep ? kept.get(index) : again.mark(frame, index).orElse(frame);
            record.add(frame, marked, index);
            return marked;
        }));
        return new Result(result, first.marked(), first.notMarked());
    }

    private FrameMarker marker(PlainFrames frames, KeyId id, byte[] code, String uid) throws KeyUnavailableException {
        return FrameMarker.of(keys, id, frames.plan().format(), frames.parameters(), code, uid);
    }

    /**
     * The image as it was before {@link #mark}.
     *
     * @throws NotSealedException if it doesn't carry our mark, or was changed since, so that what was there before can't be had
     */
    public DataSet unmark(DataSet marked) throws IOException, KeyUnavailableException {
        MarkedObject object = MarkedObject.find(marked, TransferSyntax.EXPLICIT_LE, keys)
                .orElseThrow(() -> new NotSealedException("the object has no watermark's private block"));
        if (!object.isUnchanged()) {
            throw new NotSealedException("the object was changed since it was marked");
        }
        return object.original();
    }

    static WatermarkKey key(KeySource keys, KeyId id) throws KeyUnavailableException {
        return key(keys, id, Purpose.WATERMARK);
    }

    static WatermarkKey key(KeySource keys, KeyId id, Purpose purpose) throws KeyUnavailableException {
        try (Secret secret = keys.key(id, purpose)) {
            byte[] bytes = secret.copyBytes();
            WatermarkKey key = new WatermarkKey(bytes);
            Arrays.fill(bytes, (byte) 0);
            return key;
        }
    }
}
