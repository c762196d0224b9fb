package org.dicomseal.seal;

import java.util.Optional;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.codec.Photometric;
import org.dicomseal.dicom.ImagePixel;

/**
 * How a native pixel data value is cut into pieces for the codec, in the order of its bytes: whole frames, or, where a frame is larger
 * than {@link #LARGEST_PIECE}, its planes or slabs of rows.
 *
 * @param format    the shape of every piece but the last of a frame, which may have fewer rows
 * @param lastRows  rows of the last piece of a frame
 * @param perFrame  pieces of a frame
 * @param frames    frames, or planes where they are cut
 */
record FramePlan(FrameFormat format, int lastRows, int perFrame, int frames) {

    /** Larger frames are cut, which bounds the memory that coding takes: 64 MiB. */
    static final long LARGEST_PIECE = 64L << 20;

    private static final int MOST_ROWS = 65535;

    FramePlan {
        if (perFrame < 1 || frames < 1 || lastRows < 1 || lastRows > format.rows()) {
            throw new IllegalArgumentException("not a plan of frames");
        }
    }

    /** The plan for an image, or empty where its frames can't be cut at bytes: such pixel data is sealed as plain bytes. */
    static Optional<FramePlan> of(ImagePixel image, long valueLength) {
        return of(image, valueLength, LARGEST_PIECE);
    }

    static Optional<FramePlan> of(ImagePixel image, long valueLength, long largestPiece) {
        boolean integers = image.kind() == ImagePixel.Kind.INTEGER && image.bitsAllocated() <= 32;
        if (!integers || image.nativeLength() > valueLength || image.nativeLength() == 0) {
            return Optional.empty();
        }
        if (image.frameBits() % 8 != 0 && image.frames() > 1) {
            return bitPacked(image, largestPiece);
        }
        return Optional.of(cut(format(image), image.frames(), largestPiece));
    }

    /** One-bit frames that share bytes are one tall frame, as long as it has a possible height. */
    private static Optional<FramePlan> bitPacked(ImagePixel image, long largestPiece) {
        long rows = (long) image.rows() * image.frames();
        if (rows > MOST_ROWS || image.samplesPerPixel() != 1 || image.frameBits() * image.frames() / 8 > largestPiece) {
            return Optional.empty();
        }
        return Optional.of(new FramePlan(withRows(format(image), (int) rows), (int) rows, 1, 1));
    }

    private static FramePlan cut(FrameFormat whole, int frames, long largestPiece) {
        if (whole.frameLength() <= largestPiece) {
            return new FramePlan(whole, whole.rows(), 1, frames);
        }
        if (whole.planar() && whole.samplesPerPixel() > 1) {
            FrameFormat plane = new FrameFormat(whole.rows(), whole.columns(), 1, whole.bitsAllocated(), whole.bitsStored(),
                    whole.highBit(), whole.signed(), false, Photometric.GREY);
            return cut(plane, Math.multiplyExact(frames, whole.samplesPerPixel()), largestPiece);
        }
        long rowBits = whole.frameLength() * 8 / whole.rows();
        if (rowBits % 8 != 0) {
            return new FramePlan(whole, whole.rows(), 1, frames);
        }
        int most = (int) Math.max(1, largestPiece / (rowBits / 8));
        int pieces = (whole.rows() + most - 1) / most;
        int rows = (whole.rows() + pieces - 1) / pieces;
        pieces = (whole.rows() + rows - 1) / rows;
        return new FramePlan(withRows(whole, rows), whole.rows() - (pieces - 1) * rows, pieces, frames);
    }

    private static FrameFormat format(ImagePixel image) {
        return new FrameFormat(image.rows(), image.columns(), image.samplesPerPixel(), image.bitsAllocated(), image.bitsStored(),
                image.highBit(), image.signed(), image.planarConfiguration() == 1, photometric(image));
    }

    private static Photometric photometric(ImagePixel image) {
        if (image.subsampled()) {
            return Photometric.YBR_422;
        }
        if (image.samplesPerPixel() == 1) {
            return image.photometric().equals("PALETTE COLOR") ? Photometric.PALETTE : Photometric.GREY;
        }
        return switch (image.photometric()) {
            case "RGB" -> Photometric.RGB;
            case "YBR_FULL", "YBR_FULL_422", "YBR_RCT", "YBR_ICT" -> Photometric.YBR_FULL;
            default -> Photometric.OTHER;
        };
    }

    private static FrameFormat withRows(FrameFormat format, int rows) {
        return new FrameFormat(rows, format.columns(), format.samplesPerPixel(), format.bitsAllocated(), format.bitsStored(),
                format.highBit(), format.signed(), format.planar(), format.photometric());
    }

    /** All pieces together. */
    int pieces() {
        return Math.multiplyExact(frames, perFrame);
    }

    /** The shape of a piece, counted over the whole object. */
    FrameFormat format(int piece) {
        return isLastOfFrame(piece) ? withRows(format, lastRows) : format;
    }

    /** Whether pieces are frames as the image has them. */
    boolean piecesAreFrames() {
        return perFrame == 1;
    }

    private boolean isLastOfFrame(int piece) {
        return piece % perFrame == perFrame - 1 && lastRows != format.rows();
    }

    /** Bytes of all pieces. */
    long length() {
        return frames * ((perFrame - 1) * format.frameLength() + withRows(format, lastRows).frameLength());
    }
}
