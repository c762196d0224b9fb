package org.dicomseal.seal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.Secret;
import org.dicomseal.watermark.ReversibleMark;
import org.dicomseal.watermark.TamperMap;
import org.dicomseal.watermark.WatermarkKey;

/**
 * Watermarks images without encrypting them: an ordinary image in, the same ordinary image out, with the owner's mark in its pixels and a
 * tamper map beside them. Whoever has the key can tell whose it is and where it was changed ({@link WatermarkCheck}), and take the mark
 * out bit for bit. Thread-safe.
 */
public final class Watermarker {

    private final KeySource keys;
    private final OwnerCodes ownerCodes;

    public Watermarker(KeySource keys, OwnerCodes ownerCodes) {
        this.keys = keys;
        this.ownerCodes = ownerCodes;
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

    /**
     * Marks an image. One that carries our mark for this very object already is given on as it is.
     *
     * @param original must not change and stay readable until the result was written
     * @throws KeyUnavailableException if the key is locked or there is none
     */
    public Result mark(DataSet original) throws IOException, KeyUnavailableException {
        KeyId id = keys.active();
        Optional<byte[]> code = ownerCodes.of(id);
        PlainFrames.Found found = PlainFrames.of(original);
        if (code.isEmpty() || found.frames().isEmpty()) {
            return new Result(original, 0, code.isEmpty() ? "no owner is enrolled" : found.reason().text());
        }
        PlainFrames frames = found.frames().get();
        String uid = original.string(Tag.SOP_INSTANCE_UID, "");
        if (MarkBlock.of(original).isPresent() && isMarked(frames, id, uid)) {
            return new Result(original, frames.plan().frames(), "");
        }
        FrameMarker first = marker(frames, id, code.get(), uid);
        TamperMap tamper = new TamperMap(key(keys, id), uid, frames.layout());
        List<byte[]> maps = new ArrayList<>();
        frames.forEach((frame, index) -> maps.add(tamper.make(index, first.mark(frame, index).orElse(frame))));
        if (first.marked() == 0) {
            return new Result(original, 0, first.notMarked());
        }
        DataSet result = DataSets.deepCopy(original);
        MarkBlock.removeFrom(result);
        new MarkBlock(id, MarkBlock.join(maps)).putInto(result);
        // the same key, code and frame give the same mark again, so the marked frames needn't be kept anywhere
        FrameMarker again = marker(frames, id, code.get(), uid);
        result.put(frames.changed((frame, index) -> again.mark(frame, index).orElse(frame)));
        return new Result(result, first.marked(), first.notMarked());
    }

    private FrameMarker marker(PlainFrames frames, KeyId id, byte[] code, String uid) throws KeyUnavailableException {
        return FrameMarker.of(keys, id, frames.plan().format(), frames.parameters(), code, uid);
    }

    private boolean isMarked(PlainFrames frames, KeyId id, String uid) throws IOException, KeyUnavailableException {
        WatermarkKey key = key(keys, id);
        ReversibleMark mark = new ReversibleMark(key, frames.layout());
        boolean[] all = {true};
        frames.forEach((frame, index) -> all[0] &= mark.read(frame).filter(payload -> payload.isBoundTo(key, uid, index)).isPresent());
        return all[0];
    }

    /**
     * The image as it was before {@link #mark}: frames without a mark stay as they are.
     *
     * @throws NotSealedException if it carries no marked frame's private block, so that nobody can tell whose key to use
     */
    public DataSet unmark(DataSet marked) throws IOException, KeyUnavailableException {
        MarkBlock block = MarkBlock.of(marked).orElseThrow(() -> new NotSealedException("the object has no watermark's private block"));
        PlainFrames frames = PlainFrames.of(marked).frames()
                .orElseThrow(() -> new NotSealedException("the object has no native frames that could carry a mark"));
        ReversibleMark mark = new ReversibleMark(key(keys, block.keyId()), frames.layout());
        DataSet result = DataSets.deepCopy(marked);
        MarkBlock.removeFrom(result);
        result.put(frames.changed((frame, index) -> mark.remove(frame).orElse(frame)));
        return result;
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
