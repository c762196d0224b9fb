package org.dicomseal.codestream;

/** Decodes the lines of one scan of lossless JPEG (ITU-T T.81 Annex H.2), components interleaved pixel by pixel. */
final class LosslessJpegScan {

    private final JpegBits in;
    private final HuffmanTable[] tables;
    private final int columns;
    private final int predictor;
    private final int transform;
    private final int precision;
    private final int[][] previous;
    private final int[][] current;
    private final int[] shifted;
    private boolean firstLine = true;

    /**
     * @param tables    for each component of the scan its Huffman table
     * @param predictor 1 to 7 (T.81 table H.1)
     * @param transform point transform
     */
    LosslessJpegScan(JpegBits in, HuffmanTable[] tables, int columns, int predictor, int transform, int precision) {
        this.in = in;
        this.tables = tables;
        this.columns = columns;
        this.predictor = predictor;
        this.transform = transform;
        this.precision = precision;
        this.previous = new int[tables.length][columns];
        this.current = new int[tables.length][columns];
        this.shifted = new int[columns];
    }

    /** The next line is predicted as the first one, as a restart marker asks. */
    void restart() {
        firstLine = true;
    }

    /** Decodes the next line of all components. */
    void decodeLine() throws CodestreamException {
        for (int c = 0; c < tables.length; c++) {
            int[] last = previous[c];
            previous[c] = current[c];
            current[c] = last;
        }
        if (tables.length == 1) {
            differences(current[0], tables[0]);
        } else {
            for (int x = 0; x < columns; x++) {
                for (int c = 0; c < tables.length; c++) {
                    current[c][x] = difference(tables[c]);
                }
            }
        }
        for (int c = 0; c < tables.length; c++) {
            undoPrediction(previous[c], current[c]);
        }
        firstLine = false;
    }

    /** The line that was decoded last, samples at their full precision; valid until the next call. */
    int[] line(int component) {
        if (transform == 0) {
            return current[component];
        }
        for (int x = 0; x < columns; x++) {
            shifted[x] = current[component][x] << transform;
        }
        return shifted;
    }

    private void differences(int[] line, HuffmanTable table) throws CodestreamException {
        for (int x = 0; x < line.length; x++) {
            line[x] = difference(table);
        }
    }

    private int difference(HuffmanTable table) throws CodestreamException {
        int bits = table.decode(in);
        if (bits == 0) {
            return 0;
        }
        if (bits >= 16) {
            if (bits == 16) {
                return 1 << 15;
            }
            throw CodestreamException.at(in.position(), "a difference of " + bits + " bits");
        }
        int value = in.bits(bits);
        return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
    }

    /** Turns a line of differences into samples; all sums are modulo 2^16 (T.81 H.1.2.1). */
    private void undoPrediction(int[] above, int[] line) throws CodestreamException {
        int start = firstLine ? 1 << (precision - transform - 1) : above[0];
        line[0] = line[0] + start & 0xFFFF;
        int all = line[0];
        int used = firstLine ? 1 : predictor;
        for (int x = 1; x < line.length; x++) {
            int value = line[x] + predict(used, line[x - 1], above[x], above[x - 1]) & 0xFFFF;
            line[x] = value;
            all |= value;
        }
        if (all >>> (precision - transform) != 0) {
            throw CodestreamException.at(in.position(), "a sample of more than " + precision + " bits");
        }
    }

    private static int predict(int predictor, int left, int above, int aboveLeft) {
        return switch (predictor) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> aboveLeft;
            case 4 -> left + above - aboveLeft;
            case 5 -> left + (above - aboveLeft >> 1);
            case 6 -> above + (left - aboveLeft >> 1);
            default -> left + above >> 1;
        };
    }
}
