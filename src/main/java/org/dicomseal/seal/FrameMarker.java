package org.dicomseal.seal;

import java.util.Arrays;
import java.util.Optional;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.Secret;
import org.dicomseal.watermark.MarkOutcome;
import org.dicomseal.watermark.NotMarkedReason;
import org.dicomseal.watermark.ReversibleMark;
import org.dicomseal.watermark.WatermarkKey;

/** Puts the owner's mark into the frames of one object, and keeps count. */
final class FrameMarker {

    private final ReversibleMark mark;
    private final byte[] ownerCode;
    private final String objectUid;
    private int marked;
    private NotMarkedReason firstReason;

    private FrameMarker(ReversibleMark mark, byte[] ownerCode, String objectUid) {
        this.mark = mark;
        this.ownerCode = ownerCode;
        this.objectUid = objectUid;
    }

    static FrameMarker of(KeySource keys, KeyId id, FrameFormat format, Marking.Parameters parameters, byte[] ownerCode,
                          String objectUid) throws KeyUnavailableException {
        return new FrameMarker(reversibleMark(keys, id, format, parameters), ownerCode, objectUid);
    }

    static ReversibleMark reversibleMark(KeySource keys, KeyId id, FrameFormat format, Marking.Parameters parameters)
            throws KeyUnavailableException {
        try (Secret secret = keys.key(id, Purpose.WATERMARK)) {
            byte[] bytes = secret.copyBytes();
            WatermarkKey key = new WatermarkKey(bytes);
            Arrays.fill(bytes, (byte) 0);
            return new ReversibleMark(key, Marking.layout(format, parameters));
        }
    }

    /** The marked frame, or empty if this frame stays as it is. */
    Optional<byte[]> mark(byte[] frame, int index) {
        MarkOutcome outcome = mark.mark(frame, ownerCode, objectUid, index);
        if (outcome instanceof MarkOutcome.Marked done) {
            marked++;
            return Optional.of(done.samples());
        }
        if (firstReason == null && outcome instanceof MarkOutcome.NotMarked not) {
            firstReason = not.reason();
        }
        return Optional.empty();
    }

    int marked() {
        return marked;
    }

    /** Why frames were not marked, in words; empty if all were. */
    String notMarked() {
        return firstReason == null ? "" : firstReason.text();
    }
}
