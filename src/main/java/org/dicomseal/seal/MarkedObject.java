package org.dicomseal.seal;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.AuthenticationException;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.watermark.PixelCode;
import org.dicomseal.watermark.ReversibleMark;
import org.dicomseal.watermark.WatermarkKey;

/**
 * An image in clear that says that it carries our watermark, and whether that is true: only who has the key can make the code that binds
 * its pixels to its UIDs. Tags alone prove nothing.
 */
public final class MarkedObject {

    private final DataSet plain;
    private final PlainFrames frames;
    private final MarkBlock block;
    private final WatermarkKey key;
    private final boolean unchanged;

    /** What somebody gets of it, and what became of that. */
    public record View(DataSet dataSet, ViewReport report) {
    }

    private MarkedObject(DataSet plain, PlainFrames frames, MarkBlock block, WatermarkKey key) throws IOException {
        this.plain = plain;
        this.frames = frames;
        this.block = block;
        this.key = key;
        this.unchanged = MessageDigest.isEqual(block.given(), given());
    }

    /**
     * The object, if it has a mark's private block and frames that could carry the mark; all frames are read once.
     *
     * @param dataSet must stay readable while the result is used
     * @param syntax  in which it was read: an archive may have compressed the frames without loss
     * @throws KeyUnavailableException if its key is locked, so that nobody can tell
     */
    public static Optional<MarkedObject> find(DataSet dataSet, TransferSyntax syntax, KeySource keys)
            throws IOException, KeyUnavailableException {
        Optional<MarkBlock> block = MarkBlock.of(dataSet);
        if (block.isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean codestreams = dataSet.get(Tag.PIXEL_DATA) instanceof FragmentsElement;
            DataSet plain = codestreams ? NativeForm.of(dataSet, syntax).dataSet(dataSet) : dataSet;
            Optional<PlainFrames> frames = PlainFrames.of(plain).frames();
            if (frames.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new MarkedObject(plain, frames.get(), block.get(), Watermarker.key(keys, block.get().keyId())));
        } catch (CodestreamException | DicomException undecodable) {
            return Optional.empty();
        } catch (KeyUnavailableException e) {
            if (e.reason() == KeyUnavailableException.Reason.LOCKED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Whether an object says of itself that it carries a mark of this kind; that proves nothing. */
    public static boolean isTagged(DataSet dataSet) throws IOException {
        return MarkBlock.of(dataSet).isPresent();
    }

    private byte[] given() throws IOException {
        PixelCode code = code(PixelCode.Use.GIVEN);
        frames.forEach((frame, index) -> code.add(frame));
        return code.finish();
    }

    private PixelCode code(PixelCode.Use use) {
        return new PixelCode(key, use, plain.string(Tag.SOP_CLASS_UID, ""), plain.string(Tag.SOP_INSTANCE_UID, ""), frames.layout());
    }

    /** True if pixels, UIDs and shape are those that were marked, bit for bit; other attributes may have changed. */
    public boolean isUnchanged() {
        return unchanged;
    }

    /** Whose keys marked it. */
    public KeyId keyId() {
        return block.keyId();
    }

    /** How many frames it has. */
    public int frames() {
        return frames.plan().frames();
    }

    /**
     * The image without the mark, to be written in a native transfer syntax. While it is written, the restored frames are compared with
     * what they were, and the last bytes come out only if they are the same.
     *
     * @throws IllegalStateException if the object was changed
     */
    public DataSet original() {
        if (!unchanged) {
            throw new IllegalStateException("a changed object's original can't be had");
        }
        DataSet original = DataSets.deepCopy(plain);
        MarkBlock.removeFrom(original);
        ReversibleMark mark = new ReversibleMark(key, frames.layout());
        PixelCode code = code(PixelCode.Use.RESTORED);
        original.put(frames.changed((frame, index) -> {
            if (index == 0) {
                code.finish();
            }
            byte[] restored = mark.remove(frame).orElse(frame);
            code.add(restored);
            return restored;
        }, () -> {
            if (!MessageDigest.isEqual(code.finish(), block.restored())) {
                throw new AuthenticationException("the pixels without the mark are not those that were marked");
            }
        }));
        return original;
    }
}
