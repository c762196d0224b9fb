package org.dicomseal.seal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.watermark.MarkPayload;
import org.dicomseal.watermark.OwnerAgreement;
import org.dicomseal.watermark.ReversibleMark;
import org.dicomseal.watermark.TamperMap;
import org.dicomseal.watermark.WatermarkKey;

/** Says of an image in clear whose mark its frames carry, and where they were changed since. Thread-safe. */
public final class WatermarkCheck {

    private final KeySource keys;
    private final Map<String, byte[]> ownerCodes;

    /** @param ownerCodes the 128-byte codes of the owners that could be it, by name */
    public WatermarkCheck(KeySource keys, Map<String, byte[]> ownerCodes) {
        this.keys = keys;
        this.ownerCodes = Map.copyOf(ownerCodes);
    }

    /** How a frame's mark reads. */
    public enum Reading {
        /** Without error. */
        INTACT,
        /** Not any more; but the owner's code is still told. */
        DAMAGED,
        /** There is none under this key, or nothing is left of it. */
        NONE
    }

    /**
     * What a frame says.
     *
     * @param reading      how its mark reads
     * @param owner        whose it is; empty for somebody unknown, or nobody
     * @param bound        whether an intact mark was made for this frame of this object
     * @param bitErrorRate share of the owner code's bits that were read wrong: 0 for an intact mark, 0.5 for none
     * @param changed      numbers of the blocks of 64 x 64 pixels, row by row, that were changed since marking; empty if the object
     *                     has no map
     * @param blocksAcross blocks beside each other
     */
    public record Frame(Reading reading, Optional<String> owner, boolean bound, double bitErrorRate, Optional<BitSet> changed,
                        int blocksAcross) {

        /** Normalised correlation of the owner code's bits, read and expected: 1 to about 0. */
        public double normalisedCorrelation() {
            return 1 - 2 * bitErrorRate;
        }
    }

    /**
     * Checks every frame.
     *
     * @return what they say; empty if the object has no native frames that could carry a mark
     * @throws KeyUnavailableException if the key that the object names, or the active one if it names none, isn't at hand
     */
    public List<Frame> check(DataSet dataSet) throws IOException, KeyUnavailableException {
        Optional<PlainFrames> frames = PlainFrames.of(dataSet).frames();
        if (frames.isEmpty()) {
            return List.of();
        }
        Optional<MarkBlock> block = MarkBlock.of(dataSet);
        KeyId id = block.isPresent() ? block.get().keyId() : keys.active();
        WatermarkKey key = Watermarker.key(keys, id);
        String uid = dataSet.string(Tag.SOP_INSTANCE_UID, "");
        ReversibleMark mark = new ReversibleMark(key, frames.get().layout());
        TamperMap tamper = new TamperMap(key, uid, frames.get().layout());
        List<Frame> result = new ArrayList<>();
        frames.get().forEach((frame, index) -> {
            Optional<BitSet> changed = block.flatMap(each -> map(each, tamper, index)).map(map -> tamper.changed(index, frame, map));
            result.add(frame(mark, key, uid, frame, index, changed, tamper.blocksAcross()));
        });
        return result;
    }

    private static Optional<byte[]> map(MarkBlock block, TamperMap tamper, int index) {
        int from = index * tamper.bytesPerFrame();
        int to = from + tamper.bytesPerFrame();
        return to > block.map().length ? Optional.empty() : Optional.of(Arrays.copyOfRange(block.map(), from, to));
    }

    private Frame frame(ReversibleMark mark, WatermarkKey key, String uid, byte[] frame, int index, Optional<BitSet> changed, int across) {
        Optional<MarkPayload> payload = mark.read(frame);
        if (payload.isPresent()) {
            Optional<String> owner = ownerCodes.entrySet().stream().filter(each -> payload.get().belongsTo(each.getValue()))
                    .map(Map.Entry::getKey).findFirst();
            return new Frame(Reading.INTACT, owner, payload.get().isBoundTo(key, uid, index), 0, changed, across);
        }
        for (Map.Entry<String, byte[]> each : ownerCodes.entrySet()) {
            OwnerAgreement agreement = mark.agreement(frame, each.getValue());
            if (agreement.isConvincing()) {
                return new Frame(Reading.DAMAGED, Optional.of(each.getKey()), false, agreement.bitErrorRate(), changed, across);
            }
        }
        return new Frame(Reading.NONE, Optional.empty(), false, OwnerAgreement.NONE.bitErrorRate(), changed, across);
    }
}
