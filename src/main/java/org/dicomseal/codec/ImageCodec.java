package org.dicomseal.codec;

/**
 * The lossless image codec. An encoder and a decoder are made per DICOM object and see its frames in order; the coded frame is
 * described byte by byte in the package documentation.
 */
public final class ImageCodec {

    private ImageCodec() {
    }

    /**
     * @param format      the shape of every frame that will be given
     * @param key         the object's own joint key
     * @param parallelism threads that may help; doesn't change the coded bytes
     */
    public static FrameEncoder encoder(FrameFormat format, JointKey key, Parallelism parallelism) {
        return new CodedFrameEncoder(format, key, parallelism);
    }

    /**
     * @param format      the encoder's format; it bounds the memory that a hostile coded frame can claim, so vouch for it
     * @param key         the encoder's key
     * @param parallelism threads that may help
     */
    public static FrameDecoder decoder(FrameFormat format, JointKey key, Parallelism parallelism) {
        return new CodedFrameDecoder(format, key, parallelism);
    }
}
