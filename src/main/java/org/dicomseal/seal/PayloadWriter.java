package org.dicomseal.seal;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.dicomseal.codec.FrameEncoder;
import org.dicomseal.codec.ImageCodec;
import org.dicomseal.codec.JointKey;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.keys.RecordFormat;
import org.dicomseal.keys.RecordWriter;

/** Writes a payload's plaintext into records: prefix, manifest, values, padding. */
final class PayloadWriter {

    /** Flag of a coded piece: the watermark is in it. */
    static final int MARKED = 1;

    private static final byte[] ZEROS = new byte[4096];

    private final RecordWriter records;
    private final DataOutputStream out;
    private final JointKey joint;
    private final Parallelism parallelism;
    private final Optional<FrameMarker> marker;
    private final MessageDigest digest = Digests.sha256();
    private final MessageDigest markedDigest = Digests.sha256();
    private int manifestDeflated;
    private int manifestInflated;

    PayloadWriter(RecordWriter records, JointKey joint, Parallelism parallelism, Optional<FrameMarker> marker) {
        this.records = records;
        this.out = new DataOutputStream(records);
        this.joint = joint;
        this.parallelism = parallelism;
        this.marker = marker;
    }

    void writeManifest(Manifest manifest) throws IOException {
        byte[] plain = ManifestCoder.encode(manifest);
        byte[] packed = Chunks.deflate(plain);
        manifestDeflated = packed.length;
        manifestInflated = plain.length;
        // the digests are known only at the end
        out.write(prefix(new byte[PayloadPrefix.DIGEST_LENGTH], new byte[PayloadPrefix.DIGEST_LENGTH]).encoded());
        out.write(packed);
    }

    private PayloadPrefix prefix(byte[] original, byte[] marked) {
        return new PayloadPrefix(manifestDeflated, manifestInflated, original, marker.isPresent() ? marked : null);
    }

    /** @param pixels whether this is the pixel data that the digest is made of */
    void write(Concealer.Source source, boolean pixels) throws IOException {
        StreamedValue.Content content = source.value().content();
        if (content instanceof StreamedValue.Frames frames) {
            try (InputStream in = source.bytes().get(0).open()) {
                writeFrames(frames, in);
            }
        } else if (content instanceof StreamedValue.Bytes bytes) {
            try (InputStream in = digested(source.bytes().get(0), pixels)) {
                Chunks.write(in, bytes.length(), out);
            }
        } else {
            for (Bulk fragment : source.bytes()) {
                writeFragment(fragment, pixels);
            }
        }
    }

    private void writeFragment(Bulk fragment, boolean pixels) throws IOException {
        try (InputStream in = digested(fragment, pixels)) {
            long count = in.transferTo(out);
            if (count != fragment.length()) {
                throw new IOException("a fragment of " + fragment.length() + " bytes has " + count);
            }
        }
    }

    private InputStream digested(Bulk bulk, boolean pixels) throws IOException {
        return pixels ? new DigestInputStream(bulk.open(), digest) : bulk.open();
    }

    private void writeFrames(StreamedValue.Frames frames, InputStream in) throws IOException {
        FramePlan plan = frames.plan();
        FrameEncoder encoder = ImageCodec.encoder(plan.format(), joint, parallelism);
        FrameEncoder lastEncoder = plan.lastRows() == plan.format().rows() ? encoder
                : ImageCodec.encoder(plan.format(plan.perFrame() - 1), joint, parallelism);
        for (int piece = 0; piece < plan.pieces(); piece++) {
            byte[] frame = new byte[Math.toIntExact(plan.format(piece).frameLength())];
            if (in.readNBytes(frame, 0, frame.length) < frame.length) {
                throw new IOException("the pixel data ends within frame " + piece / plan.perFrame());
            }
            digest.update(frame);
            boolean last = piece % plan.perFrame() == plan.perFrame() - 1;
            writePiece(frame, piece, last ? lastEncoder : encoder);
        }
        digestedSurplus(frames.surplus(), in);
    }

    private void writePiece(byte[] frame, int piece, FrameEncoder encoder) throws IOException {
        Optional<byte[]> marked = marker.flatMap(each -> each.mark(frame, piece));
        if (marker.isPresent()) {
            markedDigest.update(marked.orElse(frame));
        }
        byte[] coded = encoder.encode(marked.orElse(frame));
        out.writeByte(marked.isPresent() ? MARKED : 0);
        out.writeInt(coded.length);
        out.write(coded);
    }

    private void digestedSurplus(long surplus, InputStream in) throws IOException {
        InputStream digested = new DigestInputStream(in, digest);
        Chunks.write(marker.isPresent() ? new DigestInputStream(digested, markedDigest) : digested, surplus, out);
    }

    /** Completes the prefix; everything but the padding has been written. */
    void amendPrefix(boolean hasPixels) {
        byte[] none = new byte[PayloadPrefix.DIGEST_LENGTH];
        records.amend(0, prefix(hasPixels ? digest.digest() : none, hasPixels ? markedDigest.digest() : none).encoded());
    }

    /** Fills the plaintext with zeros up to the length. */
    void padTo(long length) throws IOException {
        if (length > RecordFormat.MAX_PLAIN) {
            throw new IllegalArgumentException("a payload of " + length + " bytes");
        }
        while (records.length() < length) {
            records.write(ZEROS, 0, (int) Math.min(ZEROS.length, length - records.length()));
        }
    }
}
