package org.dicomseal.seal;

import java.io.IOException;
import org.dicomseal.codec.CodecException;
import org.dicomseal.codec.FrameDecoder;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.codec.ImageCodec;
import org.dicomseal.codec.JointKey;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.keys.RecordReader;
import org.dicomseal.watermark.ReversibleMark;

/** Decodes the frames of a payload, one piece at a time; then what follows the last frame. */
final class FramePieces implements ValueStream.Pieces {

    private final RecordReader in;
    private final PayloadInput input;
    private final FramePlan plan;
    private final FrameDecoder decoder;
    private final FrameDecoder lastDecoder;
    private final ReversibleMark mark;
    private long surplus;
    private int piece;

    /** @param mark takes the watermark out; null to leave it in */
    FramePieces(RecordReader in, StreamedValue.Frames frames, JointKey joint, Parallelism parallelism, ReversibleMark mark) {
        this.in = in;
        this.input = new PayloadInput(in);
        this.plan = frames.plan();
        this.surplus = frames.surplus();
        this.mark = mark;
        this.decoder = ImageCodec.decoder(plan.format(), joint, parallelism);
        this.lastDecoder = plan.lastRows() == plan.format().rows() ? decoder
                : ImageCodec.decoder(plan.format(plan.perFrame() - 1), joint, parallelism);
    }

    @Override
    public byte[] next() throws IOException {
        if (piece < plan.pieces()) {
            return nextFrame();
        }
        if (surplus > 0) {
            byte[] chunk = Chunks.read(in, surplus);
            surplus -= chunk.length;
            return chunk;
        }
        return null;
    }

    private byte[] nextFrame() throws IOException {
        FrameFormat format = plan.format(piece);
        int flags = input.u8();
        // a stored frame is hardly longer than the frame
        byte[] coded = input.bytes(input.length(2 * format.frameLength() + 65536));
        boolean last = piece % plan.perFrame() == plan.perFrame() - 1;
        byte[] frame;
        try {
            frame = (last ? lastDecoder : decoder).decode(coded);
        } catch (CodecException e) {
            throw new IOException("frame " + piece / plan.perFrame() + " can't be decoded: " + e.getMessage(), e);
        }
        if (frame.length != format.frameLength()) {
            throw PayloadInput.broken("frame " + piece / plan.perFrame() + " has " + frame.length + " bytes");
        }
        if ((flags & PayloadWriter.MARKED) != 0 && mark != null) {
            if (!mark.removeFrom(frame)) {
                throw PayloadInput.broken("the watermark of frame " + piece + " can't be found");
            }
        }
        piece++;
        return frame;
    }
}
