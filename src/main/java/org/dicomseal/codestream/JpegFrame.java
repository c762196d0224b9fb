package org.dicomseal.codestream;

/**
 * A frame header (ITU-T T.81 B.2.2, T.87 C.2.2).
 *
 * @param process      second byte of the SOF marker: C0 baseline, C1 extended, C2 progressive, C3 lossless, F7 JPEG-LS
 * @param precision    bits a sample
 * @param rows         lines
 * @param columns      samples a line
 * @param componentIds identifiers in the frame's order: component 0 is the first sample of a pixel
 * @param subsampled   some component has fewer samples than the frame has pixels
 */
record JpegFrame(int process, int precision, int rows, int columns, int[] componentIds, boolean subsampled) {

    static JpegFrame read(Segment segment) throws CodestreamException {
        int precision = segment.uint8();
        int rows = segment.uint16();
        int columns = segment.uint16();
        int components = segment.uint8();
        if (components < 1 || components > 4 || segment.remaining() != 3 * components) {
            throw CodestreamException.at(segment.position(), "a frame header of " + components + " components");
        }
        int[] ids = new int[components];
        int[] sampling = new int[components];
        boolean subsampled = false;
        for (int c = 0; c < components; c++) {
            ids[c] = segment.uint8();
            sampling[c] = segment.uint8();
            segment.uint8();
            subsampled |= sampling[c] != sampling[0];
            for (int earlier = 0; earlier < c; earlier++) {
                if (ids[earlier] == ids[c]) {
                    throw CodestreamException.at(segment.position(), "two components with the identifier " + ids[c]);
                }
            }
        }
        return new JpegFrame(segment.marker(), precision, rows, columns, ids, subsampled);
    }

    int components() {
        return componentIds.length;
    }

    /** Refuses a codestream whose size or number of components isn't what the data set says. */
    void mustMatch(EncodedFormat format) throws CodestreamException {
        if (rows != format.rows() || columns != format.columns() || components() != format.samplesPerPixel()) {
            throw new CodestreamException("the codestream has " + rows + " rows, " + columns + " columns and " + components()
                    + " samples a pixel, the data set says " + format.rows() + ", " + format.columns() + " and "
                    + format.samplesPerPixel());
        }
    }

    int indexOf(int componentId, int position) throws CodestreamException {
        for (int c = 0; c < componentIds.length; c++) {
            if (componentIds[c] == componentId) {
                return c;
            }
        }
        throw CodestreamException.at(position, "a scan of component " + componentId + ", which the frame doesn't have");
    }
}
