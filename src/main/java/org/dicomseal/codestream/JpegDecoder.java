package org.dicomseal.codestream;

/**
 * The JPEG of ITU-T T.81. What a codestream is, its frame header says and not the transfer syntax: files exist that name a lossless syntax over
 * a baseline codestream, and progressive ones are found under baseline.
 */
final class JpegDecoder implements CodestreamDecoder {

    private static final int LOSSLESS = 0xC3;
    private static final int SOI = 0xD8;
    private static final int DHT = 0xC4;
    private static final int DAC = 0xCC;

    private final CodestreamDecoder lossless = new LosslessJpegDecoder();
    private final CodestreamDecoder dct = new DctJpegDecoder();
    private final CodestreamDecoder expected;

    /** @param losslessSyntax what the transfer syntax says of its codestreams */
    JpegDecoder(boolean losslessSyntax) {
        this.expected = losslessSyntax ? lossless : dct;
    }

    @Override
    public DecodedFrame decode(byte[] codestream, EncodedFormat format) throws CodestreamException {
        return decoder(codestream).decode(codestream, format);
    }

    @Override
    public EncodedFormat decodedFormat(EncodedFormat encoded) {
        return expected.decodedFormat(encoded);
    }

    @Override
    public boolean mayBeLossless(byte[] codestream) throws CodestreamException {
        return decoder(codestream).mayBeLossless(codestream);
    }

    private CodestreamDecoder decoder(byte[] codestream) throws CodestreamException {
        return process(codestream) == LOSSLESS ? lossless : dct;
    }

    /** The second byte of the frame header's marker. */
    private static int process(byte[] codestream) throws CodestreamException {
        SegmentReader reader = new SegmentReader(codestream);
        if (reader.marker() != SOI) {
            throw CodestreamException.at(0, "a JPEG codestream starts with FFD8");
        }
        while (true) {
            int marker = reader.marker();
            if (marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != DAC) {
                return marker;
            }
            reader.segment(marker);
        }
    }
}
