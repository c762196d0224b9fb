package org.dicomseal.codestream;

/**
 * One frame in native little-endian form.
 *
 * @param bytes    {@link EncodedFormat#frameLength()} bytes: samples in 1, 2, 4 or more bytes, little endian. Signed samples are
 *                 sign-extended from the codestream's precision to Bits Allocated, unsigned ones have zeros above it; RLE and
 *                 deflate give back every bit as it was
 * @param format   what an uncompressed data set has to say of these bytes: Photometric Interpretation and Planar
 *                 Configuration may differ from those of the encoded one (PS3.5 8.2), the rest is as it was
 * @param lossless the codestream itself proves that these are the samples its encoder was given
 */
public record DecodedFrame(byte[] bytes, EncodedFormat format, boolean lossless) {
}
