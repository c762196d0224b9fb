package org.dicomseal.seal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
import org.dicomseal.watermark.MarkPayload;
import org.dicomseal.watermark.OwnerAgreement;
import org.dicomseal.watermark.ReversibleMark;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.TamperMap;
import org.dicomseal.watermark.WatermarkKey;

/**
 * Says of an object, sealed or in clear, whose mark its frames carry, and whether and where they were changed since. Thread-safe.
 *
 * <p>What it says rests on different grounds: a sealed object is authenticated as a whole; one in clear by the keyed code in its
 * {@link MarkBlock}, which an archive may have stripped. A mark that reads without error says whose an image is and which object it was
 * made for, but nothing of the pixels that it doesn't lie in.
 */
public final class WatermarkCheck {

    private final KeySource keys;
    private final List<KeyId> ids;
    private final List<Owner> owners;

    /**
     * An owner that it could be.
     *
     * @param key  under which the code holds
     * @param code 128 bytes
     */
    public record Owner(String name, KeyId key, byte[] code) {
    }

    /**
     * @param ids    keys that are tried where an object names none
     * @param owners whose it could be
     */
    public WatermarkCheck(KeySource keys, Collection<KeyId> ids, Collection<Owner> owners) {
        this.keys = keys;
        this.ids = List.copyOf(ids);
        this.owners = List.copyOf(owners);
    }

    /** How the object came. */
    public enum Form {
        /** Sealed: nothing in it can have been changed unnoticed. */
        SEALED,
        /** In clear, with the private block that a watermarker put in. */
        MARKED,
        /** In clear, without. */
        PLAIN
    }

    /** How a frame's mark reads. */
    public enum Reading {
        /** Without error. */
        INTACT,
        /** Not any more; but the owner's code is still told. */
        DAMAGED,
        /** There is none under these keys, or nothing is left of it. */
        NONE
    }

    /**
     * What a frame says.
     *
     * @param reading      how its mark reads
     * @param owner        whose it is; empty for somebody unknown, or nobody
     * @param bound        whether an intact mark was made for this frame of this object
     * @param bitErrorRate share of the owner code's bits that were read wrong: 0 for an intact mark, 0.5 for none
     * @param changed      numbers of the blocks of 64 x 64 pixels, row by row, that were changed since marking; empty if that can't be
     *                     told, because the object has no map
     */
    public record Frame(Reading reading, Optional<String> owner, boolean bound, double bitErrorRate, Optional<BitSet> changed) {

        /** Normalised correlation of the owner code's bits, read and expected: 1 to about 0. */
        public double normalisedCorrelation() {
            return 1 - 2 * bitErrorRate;
        }
    }

    /**
     * What an object says.
     *
     * @param key          whose keys mark it; empty if none was found
     * @param authentic    whether its pixels are proven to be those that were marked, for this very object
     * @param frames       what each says; empty if the object has none that could carry a mark
     * @param why          why there are none, or why nothing could be read, in words; else empty
     * @param blocksAcross blocks of the map beside each other
     * @param blocksDown   and below each other
     */
    public record Report(Form form, Optional<KeyId> key, boolean authentic, List<Frame> frames, String why, int blocksAcross,
                         int blocksDown) {

        /** Whose it is, if its frames agree; a mark made for another object doesn't count. */
        public Optional<String> owner() {
            List<String> all = frames.stream().filter(frame -> frame.bound() || frame.reading() == Reading.DAMAGED)
                    .flatMap(frame -> frame.owner().stream()).distinct().toList();
            return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
        }

        /** Whether it is proven to be somebody's whom we know, as it was marked. */
        public boolean isIntactAndKnown() {
            return authentic && frames.stream().anyMatch(frame -> frame.reading() == Reading.INTACT && frame.bound()) && owner().isPresent();
        }
    }

    /** {@link #check(DataSet, TransferSyntax)} for an object without codestreams. */
    public Report check(DataSet dataSet) throws IOException, KeyUnavailableException {
        return check(dataSet, TransferSyntax.EXPLICIT_LE);
    }

    /**
     * Checks an object.
     *
     * @throws org.dicomseal.keys.AuthenticationException if it is sealed, and not what was sealed
     * @throws KeyUnavailableException                    if the key that it names isn't at hand
     */
    public Report check(DataSet dataSet, TransferSyntax syntax) throws IOException, KeyUnavailableException {
        if (PayloadFinder.find(dataSet, syntax).isPresent()) {
            try (UnsealedObject object = Unsealer.onAllCores(keys).open(dataSet, syntax)) {
                return sealed(object);
            }
        }
        Optional<MarkBlock> block = MarkBlock.of(dataSet);
        Optional<KeyId> named = block.map(MarkBlock::keyId);
        DataSet plain = dataSet;
        if (dataSet.get(Tag.PIXEL_DATA) instanceof FragmentsElement) {
            try {
                plain = NativeForm.of(dataSet, syntax).dataSet(dataSet);
            } catch (CodestreamException e) {
                return nothing(block.isPresent() ? Form.MARKED : Form.PLAIN, named, false, "it can't be decoded: " + e.getMessage());
            }
        }
        PlainFrames.Found found = PlainFrames.of(plain);
        if (found.frames().isEmpty()) {
            return nothing(block.isPresent() ? Form.MARKED : Form.PLAIN, named, false, found.reason().text());
        }
        return block.isPresent() ? marked(plain, found.frames().get(), block.get()) : plain(plain, found.frames().get());
    }

    private static Report nothing(Form form, Optional<KeyId> key, boolean authentic, String why) {
        return new Report(form, key, authentic, List.of(), why, 0, 0);
    }

    private Report sealed(UnsealedObject object) throws IOException, KeyUnavailableException {
        KeyId id = object.origin().keyId();
        Optional<SampleLayout> layout = object.markedLayout();
        if (layout.isEmpty()) {
            object.readFrames(View.ORIGINAL, null);
            return nothing(Form.SEALED, Optional.of(id), true, "it was sealed without a mark");
        }
        FrameCheck check = new FrameCheck(id, layout.get(), object.origin().sopInstanceUid());
        List<Frame> frames = new ArrayList<>();
        // authenticated records say more than a map could: no block was changed
        object.readFrames(View.WATERMARKED, (frame, index) -> frames.add(check.of(frame, index, Optional.of(new BitSet()))));
        return check.report(Form.SEALED, true, frames);
    }

    private Report marked(DataSet plain, PlainFrames source, MarkBlock block) throws IOException, KeyUnavailableException {
        FrameCheck check = new FrameCheck(block.keyId(), source.layout(), plain.string(Tag.SOP_INSTANCE_UID, ""));
        List<Frame> frames = new ArrayList<>();
        source.forEach((frame, index) -> frames.add(check.of(frame, index, check.changed(frame, index, block))));
        boolean authentic = MarkedObject.find(plain, TransferSyntax.EXPLICIT_LE, keys).filter(MarkedObject::isUnchanged).isPresent();
        return check.report(Form.MARKED, authentic, frames);
    }

    /** Without a block: the first key under which any frame says something. */
    private Report plain(DataSet plain, PlainFrames source) throws IOException, KeyUnavailableException {
        Report report = nothing(Form.PLAIN, Optional.empty(), false, "no mark was found under any key of the keystore");
        for (KeyId id : ids) {
            FrameCheck check = new FrameCheck(id, source.layout(), plain.string(Tag.SOP_INSTANCE_UID, ""));
            List<Frame> frames = new ArrayList<>();
            source.forEach((frame, index) -> frames.add(check.of(frame, index, Optional.empty())));
            if (frames.stream().anyMatch(frame -> frame.reading() != Reading.NONE)) {
                return check.report(Form.PLAIN, false, frames);
            }
        }
        return report;
    }

    /** Looks at frames under one key. */
    private final class FrameCheck {

        private final KeyId id;
        private final WatermarkKey key;
        private final ReversibleMark mark;
        private final TamperMap tamper;
        private final String uid;
        private final SampleLayout layout;

        FrameCheck(KeyId id, SampleLayout layout, String uid) throws KeyUnavailableException {
            this.id = id;
            this.layout = layout;
            this.uid = uid;
            key = Watermarker.key(keys, id);
            mark = new ReversibleMark(key, layout);
            tamper = new TamperMap(key, uid, layout);
        }

        Optional<BitSet> changed(byte[] frame, int index, MarkBlock block) {
            long from = (long) index * tamper.bytesPerFrame();
            long to = from + tamper.bytesPerFrame();
            return to > block.map().length ? Optional.empty()
                    : Optional.of(tamper.changed(index, frame, Arrays.copyOfRange(block.map(), (int) from, (int) to)));
        }

        Frame of(byte[] frame, int index, Optional<BitSet> changed) {
            Optional<MarkPayload> payload = mark.read(frame);
            if (payload.isPresent()) {
                Optional<String> owner = owners.stream().filter(each -> each.key().equals(id))
                        .filter(each -> payload.get().belongsTo(each.code())).map(Owner::name).findFirst();
                return new Frame(Reading.INTACT, owner, payload.get().isBoundTo(key, uid, index), 0, changed);
            }
            for (Owner each : owners) {
                OwnerAgreement agreement = each.key().equals(id) ? mark.agreement(frame, each.code()) : OwnerAgreement.NONE;
                if (agreement.isConvincing()) {
                    return new Frame(Reading.DAMAGED, Optional.of(each.name()), false, agreement.bitErrorRate(), changed);
                }
            }
            return new Frame(Reading.NONE, Optional.empty(), false, OwnerAgreement.NONE.bitErrorRate(), changed);
        }

        Report report(Form form, boolean authentic, List<Frame> frames) {
            return new Report(form, Optional.of(id), authentic, List.copyOf(frames), "", tamper.blocksAcross(),
                    (layout.rows() + TamperMap.BLOCK - 1) / TamperMap.BLOCK);
        }
    }
}
