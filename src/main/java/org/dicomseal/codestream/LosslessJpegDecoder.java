package org.dicomseal.codestream;

/**
 * JPEG lossless, non-hierarchical, Huffman coded: processes 14 and 14 SV1 (ITU-T T.81 Annex H), 2 to 16 bits, 1 to 4 components in one
 * or more scans, all seven predictors, point transform, restart intervals of whole lines. Subsampled components are refused.
 */
final class LosslessJpegDecoder implements CodestreamDecoder {

    private static final int SOF3 = 0xC3;
    private static final int DHT = 0xC4;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DRI = 0xDD;

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
            lossless &= headers.scan.transform() == 0;
            scans++;
            headers.reader.skipScan(headers.scan.dataAt());
        }
        return lossless && scans > 0;
    }

    /** The marker segments, read up to one scan after the other. */
    private static final class Headers {

        private final HuffmanTable[] tables = new HuffmanTable[4];
        private final SegmentReader reader;
        private JpegFrame frame;
        private JpegScan scan;
        private int restartInterval;

        Headers(byte[] data) throws CodestreamException {
            this.reader = new SegmentReader(data);
            if (reader.marker() != SOI) {
                throw CodestreamException.at(0, "a JPEG codestream starts with FFD8");
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
                    case SOF3 -> frame(segment);
                    case DHT -> huffmanTables(segment);
                    case DRI -> restartInterval = segment.uint16();
                    case SOS -> {
                        scan = JpegScan.read(segment, frame);
                        return true;
                    }
                    default -> ignoreOrRefuse(segment);
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
                throw CodestreamException.at(segment.position(), "lossless JPEG has 2 to 16 bits a sample, not " + frame.precision());
            }
            if (frame.subsampled()) {
                throw CodestreamException.at(segment.position(), "subsampled components of lossless JPEG aren't decoded");
            }
        }

        private void huffmanTables(Segment segment) throws CodestreamException {
            while (segment.remaining() > 0) {
                int classAndDestination = segment.uint8();
                HuffmanTable table = HuffmanTable.read(segment);
                if (classAndDestination > 3) {
                    throw CodestreamException.at(segment.position(), "a Huffman table that lossless JPEG doesn't have");
                }
                tables[classAndDestination] = table;
            }
        }

        private static void ignoreOrRefuse(Segment segment) throws CodestreamException {
            int marker = segment.marker();
            boolean application = marker >= 0xE0 && marker <= 0xEF || marker == 0xFE;
            boolean quantization = marker == 0xDB;
            if (!application && !quantization) {
                throw CodestreamException.at(segment.position(), "marker FF" + Segment.hex(marker) + " isn't of lossless JPEG, process 14");
            }
        }
    }

    /** The state of decoding one frame. */
    private static final class Decoding {

        private final byte[] data;
        private final EncodedFormat format;
        private final Headers headers;
        private NativeRows rows;
        private int components;
        private boolean[] done;
        private boolean lossless = true;

        Decoding(byte[] data, EncodedFormat format) throws CodestreamException {
            this.data = data;
            this.format = format;
            this.headers = new Headers(data);
        }

        DecodedFrame run() throws CodestreamException {
            while ((rows == null || components < done.length) && headers.toNextScan()) {
                if (rows == null) {
                    start();
                }
                scan(headers.scan);
            }
            if (rows == null || components < done.length) {
                throw new CodestreamException("the JPEG codestream ends before all components have had their scan");
            }
            return new DecodedFrame(rows.bytes(), format.withFullChroma(), lossless);
        }

        private void start() throws CodestreamException {
            headers.frame.mustMatch(format);
            // Every sample takes at least one bit.
            if (format.samples() > 8L * data.length) {
                throw new CodestreamException("a lossless JPEG codestream of " + data.length + " bytes can't hold " + format.samples()
                        + " samples");
            }
            rows = new NativeRows(format, headers.frame.precision());
            done = new boolean[headers.frame.components()];
        }

        private void scan(JpegScan scan) throws CodestreamException {
            if (scan.start() < 1 || scan.start() > 7 || scan.end() != 0 || scan.transform() >= headers.frame.precision()) {
                throw CodestreamException.at(scan.dataAt(), "predictor " + scan.start() + " with point transform " + scan.transform());
            }
            HuffmanTable[] tables = new HuffmanTable[scan.components().length];
            for (int i = 0; i < tables.length; i++) {
                int component = scan.components()[i];
                int destination = scan.selectors()[i] >> 4;
                if (destination > 3 || headers.tables[destination] == null) {
                    throw CodestreamException.at(scan.dataAt(), "Huffman table " + destination + " isn't defined");
                }
                if (done[component]) {
                    throw CodestreamException.at(scan.dataAt(), "a second scan of component " + component);
                }
                tables[i] = headers.tables[destination];
                done[component] = true;
                components++;
            }
            if (headers.restartInterval % format.columns() != 0) {
                throw CodestreamException.at(scan.dataAt(), "a restart interval of " + headers.restartInterval + " samples, not of whole lines");
            }
            lossless &= scan.transform() == 0;
            lines(scan, tables);
        }

        private void lines(JpegScan scan, HuffmanTable[] tables) throws CodestreamException {
            JpegBits bits = new JpegBits(data, scan.dataAt());
            LosslessJpegScan lines = new LosslessJpegScan(bits, tables, format.columns(), scan.start(), scan.transform(),
                    headers.frame.precision());
            int linesToRestart = headers.restartInterval / format.columns();
            int restarts = 0;
            for (int y = 0; y < format.rows(); y++) {
                if (linesToRestart > 0 && y > 0 && y % linesToRestart == 0) {
                    bits.restart(afterRestartMarker(bits.end(), restarts++));
                    lines.restart();
                }
                lines.decodeLine();
                for (int i = 0; i < tables.length; i++) {
                    rows.put(scan.components()[i], y, lines.line(i), 0);
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
