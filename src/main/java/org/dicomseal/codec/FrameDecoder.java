package org.dicomseal.codec;

/**
 * Gives back the frames of one DICOM object, in the order in which they were coded. Not for use by two threads at once.
 * Memory is bounded by the frame format and the length of the coded bytes, never by what the coded bytes say.
 */
public interface FrameDecoder {

    /**
     * Decodes the next frame. After an exception the decoder is of no further use.
     *
     * @param coded what {@link FrameEncoder#encode} returned; may be hostile
     * @return the frame's native bytes, bit for bit
     * @throws CodecException if the bytes are no frame of this format, key and place
     */
    byte[] decode(byte[] coded) throws CodecException;
}
