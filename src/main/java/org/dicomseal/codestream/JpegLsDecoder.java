package org.dicomseal.codestream;

import java.util.Arrays;

/**
 * JPEG-LS, lossless and near-lossless (ITU-T T.87 | ISO/IEC 14495-1), 2 to 16 bits, 1 to 4 components, all interleave modes,
 * preset parameters and restart markers. Mapping tables, point transforms, subsampled components and the
 * colour transforms of some encoders' private marker are refused by name: DICOM has no use for them.
 */
final class JpegLsDecoder implements CodestreamDecoder {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DRI = 0xDD;
    private static final int APP8 = 0xE8;
    private static final int SOF55 = 0xF7;
    private static final int LSE = 0xF8;

    private static final int INTERLEAVE_NONE = 0;
    private static final int INTERLEAVE_LINE = 1;
    private static final int INTERLEAVE_SAMPLE = 2;

    @Override
    public DecodedFrame decode(byte[] codestream, EncodedFormat format) throws CodestreamException {
        return new Decoding(codestream, format).run();
    }

    @Override
    public EncodedFormat decodedFormat(EncodedFormat encoded) {
        return encoded.withFullChroma();
    }

    @Override
    public boolean mayBeLossless(byte[] codestream) throws CodestreamException {
        Headers headers = new Headers(codestream);
        boolean lossless = true;
        int scans = 0;
        while (headers.toNextScan()) {
            lossless &= headers.scan.start() == 0 && headers.scan.transform() == 0;
            scans++;
            headers.reader.skipScan(headers.scan.dataAt());
        }
        return lossless && scans > 0;
    }

    /** The marker segments, read up to one scan after the other. */
    private static final class Headers {

        private final SegmentReader reader;
        private JpegFrame frame;
        private JpegScan scan;
        private int[] preset = new int[5];
        private long restartInterval;

        Headers(byte[] data) throws CodestreamException {
            this.reader = new SegmentReader(data);
            if (reader.marker() != SOI) {
                throw CodestreamException.at(0, "a JPEG-LS codestream starts with FFD8");
            }
        }

        /** Reads up to the next scan's data; false at the end of the image. */
        boolean toNextScan() throws CodestreamException {
            while (!reader.atEnd()) {
                int marker = reader.marker();
                if (marker == EOI) {
                    return false;
                }
                Segment segment = reader.segment(marker);
                switch (marker) {
                    case SOF55 -> frame(segment);
                    case LSE -> preset(segment);
                    case DRI -> restartInterval(segment);
                    case APP8 -> noColourTransform(segment);
                    case SOS -> {
                        scan = JpegScan.read(segment, frame);
                        return true;
                    }
                    default -> {
                        boolean other = marker >= 0xE0 && marker <= 0xEF || marker == 0xFE;
                        if (!other) {
                            throw CodestreamException.at(segment.position(), "marker FF" + Segment.hex(marker) + " isn't of JPEG-LS");
                        }
                    }
                }
            }
            return false;
        }

        private void frame(Segment segment) throws CodestreamException {
            if (frame != null) {
                throw CodestreamException.at(segment.position(), "a second frame header");
            }
            frame = JpegFrame.read(segment);
            if (frame.precision() < 2 || frame.precision() > 16) {
                throw CodestreamException.at(segment.position(), "JPEG-LS has 2 to 16 bits a sample, not " + frame.precision());
            }
            if (frame.subsampled()) {
                throw CodestreamException.at(segment.position(), "subsampled JPEG-LS components aren't decoded");
            }
        }

        private void preset(Segment segment) throws CodestreamException {
            int type = segment.uint8();
            if (type == 1) {
                preset = new int[5];
                for (int i = 0; i < preset.length; i++) {
                    preset[i] = segment.uint16();
                }
            } else if (type != 2 && type != 3) {
                throw CodestreamException.at(segment.position(), "an LSE marker segment of type " + type + " isn't decoded");
            }
        }

        private void restartInterval(Segment segment) throws CodestreamException {
            int length = segment.remaining();
            if (length < 2 || length > 4) {
                throw CodestreamException.at(segment.position(), "a restart interval of " + length + " bytes");
            }
            restartInterval = 0;
            for (int i = 0; i < length; i++) {
                restartInterval = restartInterval << 8 | segment.uint8();
            }
        }

        /** HP's encoder notes its colour transforms in APP8, "mrfx"; T.87 knows of none. */
        private void noColourTransform(Segment segment) throws CodestreamException {
            boolean mrfx = segment.remaining() == 5 && segment.uint32() == 0x6D726678L;
            if (mrfx && segment.uint8() != 0) {
                throw CodestreamException.at(segment.position(), "JPEG-LS with a private colour transform isn't decoded");
            }
        }
    }

    /** The state of decoding one frame. */
    private static final class Decoding {

        private final byte[] data;
        private final EncodedFormat format;
        private final Headers headers;
        private NativeRows rows;
        private boolean[] done;
        private boolean lossless = true;

        Decoding(byte[] data, EncodedFormat format) throws CodestreamException {
            this.data = data;
            this.format = format;
            this.headers = new Headers(data);
        }

        DecodedFrame run() throws CodestreamException {
            while (headers.toNextScan()) {
                if (rows == null) {
                    start();
                }
                scan(headers.scan);
            }
            if (done == null) {
                throw new CodestreamException("the JPEG-LS codestream has no scan");
            }
            for (int c = 0; c < done.length; c++) {
                if (!done[c]) {
                    throw new CodestreamException("the JPEG-LS codestream has no scan of its component " + c);
                }
            }
            return new DecodedFrame(rows.bytes(), format.withFullChroma(), lossless);
        }

        private void start() throws CodestreamException {
            JpegFrame frame = headers.frame;
            frame.mustMatch(format);
            // Every line of a component takes at least one bit, of a scan of pixels one bit for all components.
            if (frame.rows() > 8L * data.length) {
                throw new CodestreamException("a JPEG-LS codestream of " + data.length + " bytes can't hold " + frame.rows() + " rows");
            }
            rows = new NativeRows(format, frame.precision());
            done = new boolean[frame.components()];
        }

        private void scan(JpegScan scan) throws CodestreamException {
            int interleave = scan.end();
            int count = scan.components().length;
            boolean known = interleave == INTERLEAVE_NONE ? count == 1
                    : (interleave == INTERLEAVE_LINE || interleave == INTERLEAVE_SAMPLE) && count > 1;
            // Some encoders name an interleave mode for a scan of one component, where it means nothing.
            if (!known && !(count == 1 && interleave <= INTERLEAVE_SAMPLE)) {
                throw CodestreamException.at(scan.dataAt(), "interleave mode " + interleave + " for " + count + " components");
            }
            if (scan.transform() != 0) {
                throw CodestreamException.at(scan.dataAt(), "JPEG-LS point transforms aren't decoded");
            }
            if (Arrays.stream(scan.selectors()).anyMatch(table -> table != 0)) {
                throw CodestreamException.at(scan.dataAt(), "JPEG-LS mapping tables aren't decoded");
            }
            for (int component : scan.components()) {
                if (done[component]) {
                    throw CodestreamException.at(scan.dataAt(), "a second JPEG-LS scan of component " + component);
                }
                done[component] = true;
            }
            lossless &= scan.start() == 0;
            JpegLsParameters parameters = JpegLsParameters.of(headers.frame.precision(), scan.start(), headers.preset);
            lines(scan, parameters, interleave == INTERLEAVE_SAMPLE && count > 1);
        }

        private void lines(JpegScan scan, JpegLsParameters parameters, boolean pixels) throws CodestreamException {
            JpegLsBits bits = new JpegLsBits(data, scan.dataAt());
            JpegLsScan lines = new JpegLsScan(bits, parameters, format.columns(), scan.components().length);
            int restarts = 0;
            for (int y = 0; y < format.rows(); y++) {
                if (headers.restartInterval > 0 && y > 0 && y % headers.restartInterval == 0) {
                    bits.restart(afterRestartMarker(bits.end(), restarts++));
                    lines.restart();
                }
                if (pixels) {
                    lines.decodePixels();
                } else {
                    lines.decodeLines();
                }
                for (int i = 0; i < scan.components().length; i++) {
                    rows.put(scan.components()[i], y, lines.line(i), 1);
                }
            }
            headers.reader.position(bits.end());
        }

        private int afterRestartMarker(int at, int number) throws CodestreamException {
            headers.reader.position(at);
            int marker = headers.reader.marker();
            if (marker != 0xD0 + number % 8) {
                throw CodestreamException.at(at, "marker FF" + Segment.hex(marker) + " where restart marker " + number % 8 + " is due");
            }
            return headers.reader.position();
        }
    }
}
