package org.dicomseal.codestream;

/**
 * Decodes the frames of one transfer syntax. Stateless, so one instance serves all threads. Codestreams are hostile until proven
 * otherwise: a decoder allocates no more than a small multiple of the frame that {@link EncodedFormat} announces, always
 * ends, and refuses what it can't decode exactly with a {@link CodestreamException}, never with silently wrong samples where the
 * codestream's structure shows the fault. It can't know of damage that still makes a well-formed codestream.
 */
public interface CodestreamDecoder {

    /**
     * Decodes one frame: the joined bytes of its fragments, a trailing padding byte allowed.
     *
     * @throws CodestreamException if the codestream is broken, isn't of this syntax, contradicts the format in size or
     *                             samples, or uses a feature that isn't implemented
     */
    DecodedFrame decode(byte[] codestream, EncodedFormat format) throws CodestreamException;

    /**
     * What an uncompressed data set says of frames that are decoded from this format: known before any frame is read, as its
     * attributes come before the pixels. {@link DecodedFrame#format()} is the same, unless a codestream isn't what its syntax says.
     */
    EncodedFormat decodedFormat(EncodedFormat encoded);

    /**
     * Whether the codestream's headers leave it open that nothing was lost: false means that decoding can't prove it either. Reads
     * headers only, so that lossy codestreams needn't be decoded to learn that they are. The proof is {@link DecodedFrame#lossless()}.
     */
    boolean mayBeLossless(byte[] codestream) throws CodestreamException;
}
