package org.dicomseal.codestream;

/**
 * RLE Lossless (PS3.5 Annex G): PackBits per byte plane. Segment s holds the (s mod n)-th most significant byte of every
 * sample of component s / n, with n bytes a sample; a frame of single bits is one segment of packed bytes.
 */
final class RleDecoder implements CodestreamDecoder {

    private static final int HEADER_LENGTH = 64;
    private static final int MAX_SEGMENTS = 15;
    /** Two bytes of a replicate run stand for 128: no codestream can hold more than this per byte. */
    private static final int MAX_EXPANSION = 64;

    @Override
    public DecodedFrame decode(byte[] codestream, EncodedFormat format) throws CodestreamException {
        int sampleBytes = format.bitsAllocated() == 1 ? 1 : format.bitsAllocated() / 8;
        int components = format.bitsAllocated() == 1 ? 1 : format.samplesPerPixel();
        int length = format.boundedFrameLength();
        if (length > (long) codestream.length * MAX_EXPANSION) {
            throw new CodestreamException("an RLE frame of " + codestream.length + " bytes can't hold " + length + " bytes of pixels");
        }
        int[] starts = segmentStarts(codestream, sampleBytes * components);
        byte[] frame = new byte[length];
        int plane = length / (sampleBytes * components);
        boolean planes = format.planarConfiguration() == 1;
        for (int segment = 0; segment < sampleBytes * components; segment++) {
            int component = segment / sampleBytes;
            int byteInSample = sampleBytes - 1 - segment % sampleBytes;
            int first = planes ? component * plane * sampleBytes + byteInSample : component * sampleBytes + byteInSample;
            int step = planes ? sampleBytes : sampleBytes * components;
            unpack(codestream, starts[segment], starts[segment + 1], frame, first, step, plane);
        }
        return new DecodedFrame(frame, decodedFormat(format), true);
    }

    @Override
    public EncodedFormat decodedFormat(EncodedFormat encoded) {
        return encoded.withFullChroma();
    }

    @Override
    public boolean mayBeLossless(byte[] codestream) {
        return true;
    }

    /** Offsets of the segments, and the codestream's length after the last one. */
    private static int[] segmentStarts(byte[] codestream, int expected) throws CodestreamException {
        if (codestream.length < HEADER_LENGTH) {
            throw new CodestreamException("an RLE frame needs a header of " + HEADER_LENGTH + " bytes, found " + codestream.length);
        }
        long count = uint32(codestream, 0);
        if (count != expected || expected > MAX_SEGMENTS) {
            throw CodestreamException.at(0, "the RLE header has " + count + " segments, the data set needs " + expected);
        }
        int[] starts = new int[expected + 1];
        starts[expected] = codestream.length;
        for (int s = expected - 1; s >= 0; s--) {
            long start = uint32(codestream, 4 + 4 * s);
            if (start < HEADER_LENGTH || start > starts[s + 1]) {
                throw CodestreamException.at(4 + 4 * s, "RLE segment " + s + " starts at " + start + ", outside its frame or order");
            }
            starts[s] = (int) start;
        }
        return starts;
    }

    private static long uint32(byte[] bytes, int at) {
        return (bytes[at] & 0xFFL) | (bytes[at + 1] & 0xFFL) << 8 | (bytes[at + 2] & 0xFFL) << 16 | (bytes[at + 3] & 0xFFL) << 24;
    }

    /**
     * Unpacks one segment into every step-th byte. Some encoders let the last run reach past the plane: what is over is
     * dropped, as other decoders do. Too few bytes are an error.
     */
    private static void unpack(byte[] in, int start, int end, byte[] out, int first, int step, int count) throws CodestreamException {
        int at = start;
        int to = first;
        int left = count;
        while (left > 0) {
            if (at >= end) {
                throw CodestreamException.at(at, "an RLE segment ends " + left + " bytes early");
            }
            int control = in[at++];
            if (control >= 0) {
                int literal = Math.min(control + 1, left);
                if (literal > end - at) {
                    throw CodestreamException.at(at, "an RLE literal run reaches past its segment");
                }
                for (int i = 0; i < literal; i++, to += step) {
                    out[to] = in[at + i];
                }
                at += control + 1;
                left -= literal;
            } else if (control != -128) {
                if (at >= end) {
                    throw CodestreamException.at(at, "an RLE replicate run has no byte to repeat");
                }
                byte value = in[at++];
                int run = Math.min(1 - control, left);
                for (int i = 0; i < run; i++, to += step) {
                    out[to] = value;
                }
                left -= run;
            }
        }
    }
}
