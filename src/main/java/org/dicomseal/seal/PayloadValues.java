package org.dicomseal.seal;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.codec.JointKey;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.keys.AuthenticationException;
import org.dicomseal.keys.RecordReader;
import org.dicomseal.watermark.ReversibleMark;

/**
 * The values that follow a payload's manifest, as elements whose bytes are decrypted and decoded when they are read: once, and in the
 * order of the payload, which is the order of writing. Before the last byte of the last value comes out, the digest of the pixels
 * and all that is left of the payload have been checked.
 */
final class PayloadValues {

    private static final int RAW_PIECE = 64 * 1024;

    /** One value or fragment: what is read between two checks of the order. */
    private final class Slot implements Bulk {

        private final int index;
        private final long length;
        private final StreamedValue value;
        private final boolean pixels;

        Slot(int index, long length, StreamedValue value, boolean pixels) {
            this.index = index;
            this.length = length;
            this.value = value;
            this.pixels = pixels;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public InputStream open() throws IOException {
            if (index != next) {
                throw new IOException("sealed values are read once and in order: value " + index + " was asked for, " + next + " is next");
            }
            next++;
            ValueStream.Pieces pieces = pieces(this);
            return new ValueStream(pixels ? digested(pieces) : pieces, () -> atEnd(this));
        }
    }

    private final RecordReader in;
    private final PayloadPrefix prefix;
    private final JointKey joint;
    private final Parallelism parallelism;
    private final List<Element> elements = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final MessageDigest digest = Digests.sha256();
    private byte[] expectedDigest;
    private ReversibleMark mark;
    private int next;
    private boolean verified;

    PayloadValues(RecordReader in, PayloadPrefix prefix, Manifest manifest, JointKey joint, Parallelism parallelism) {
        this.in = in;
        this.prefix = prefix;
        this.joint = joint;
        this.parallelism = parallelism;
        for (int i = 0; i < manifest.values().size(); i++) {
            elements.add(element(manifest.values().get(i), i == manifest.pixels()));
        }
    }

    private Element element(StreamedValue value, boolean pixels) {
        if (value.content() instanceof StreamedValue.Fragments fragments) {
            List<Bulk> bulks = new ArrayList<>();
            fragments.lengths().forEach(length -> bulks.add(slot(length, value, pixels)));
            return new FragmentsElement(value.tag(), value.vr(), bulks);
        }
        long length = value.content() instanceof StreamedValue.Frames frames ? frames.plan().length() + frames.surplus()
                : ((StreamedValue.Bytes) value.content()).length();
        return new ValueElement(value.tag(), value.vr(), slot(length, value, pixels), value.order());
    }

    private Slot slot(long length, StreamedValue value, boolean pixels) {
        Slot slot = new Slot(slots.size(), length, value, pixels);
        slots.add(slot);
        return slot;
    }

    /** The elements, in the order of the manifest. */
    List<Element> elements() {
        return elements;
    }

    /**
     * Says what is wanted before the first value is read.
     *
     * @param remover takes the watermark out of marked frames; null to leave it in
     */
    void begin(View view, ReversibleMark remover) {
        mark = remover;
        expectedDigest = view == View.WATERMARKED && prefix.markedDigest() != null ? prefix.markedDigest() : prefix.digest();
    }

    private ValueStream.Pieces pieces(Slot slot) {
        if (slot.value.content() instanceof StreamedValue.Frames frames) {
            return new FramePieces(in, frames, joint, parallelism, mark);
        }
        long[] left = {slot.length};
        boolean chunked = slot.value.content() instanceof StreamedValue.Bytes;
        return () -> {
            if (left[0] == 0) {
                return null;
            }
            byte[] piece = chunked ? Chunks.read(in, left[0]) : raw((int) Math.min(RAW_PIECE, left[0]));
            left[0] -= piece.length;
            return piece;
        };
    }

    private byte[] raw(int length) throws IOException {
        return new PayloadInput(in).bytes(length);
    }

    private ValueStream.Pieces digested(ValueStream.Pieces pieces) {
        return () -> {
            byte[] piece = pieces.next();
            if (piece != null) {
                digest.update(piece);
            }
            return piece;
        };
    }

    private void atEnd(Slot slot) throws IOException {
        boolean lastOfAll = slot.index == slots.size() - 1;
        if (slot.pixels && (lastOfAll || !slots.get(slot.index + 1).pixels) && !MessageDigest.isEqual(digest.digest(), expectedDigest)) {
            throw new AuthenticationException("the restored pixels are not those that were sealed");
        }
        if (lastOfAll) {
            verifyRest();
        }
    }

    /** Reads what follows the values: zeros that fill the carrier, in authentic records. */
    private void verifyRest() throws IOException {
        byte[] rest = new byte[4096];
        for (int count = in.read(rest); count >= 0; count = in.read(rest)) {
            for (int i = 0; i < count; i++) {
                if (rest[i] != 0) {
                    throw PayloadInput.broken("the padding is not zero");
                }
            }
        }
        verified = true;
    }

    /** Before writing starts, where there is no value whose end could be waited for. */
    void verifyIfEmpty() throws IOException {
        if (slots.isEmpty()) {
            verifyRest();
        }
    }

    /** After writing: every value must have been read to its end. */
    void requireAllRead() throws IOException {
        if (!verified) {
            throw new IOException("not all sealed values were read: " + next + " of " + slots.size());
        }
    }
}
