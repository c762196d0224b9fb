package org.dicomseal.codestream;

/**
 * A scan header (ITU-T T.81 B.2.3, T.87 C.2.3).
 *
 * @param components indexes of its components in the frame
 * @param selectors  for each, the byte after its identifier: Huffman tables (T.81) or mapping table (T.87)
 * @param start      T.81: start of spectral selection, or the predictor; T.87: NEAR
 * @param end        T.81: end of spectral selection; T.87: interleave mode
 * @param transform  point transform, the number of low bits that were dropped before coding
 * @param dataAt     offset of the first byte of entropy-coded data
 */
record JpegScan(int[] components, int[] selectors, int start, int end, int transform, int dataAt) {

    static JpegScan read(Segment segment, JpegFrame frame) throws CodestreamException {
        if (frame == null) {
            throw CodestreamException.at(segment.position(), "a scan before the frame header");
        }
        int count = segment.uint8();
        if (count < 1 || count > frame.components() || segment.remaining() != 2 * count + 3) {
            throw CodestreamException.at(segment.position(), "a scan header of " + count + " components");
        }
        int[] components = new int[count];
        int[] selectors = new int[count];
        for (int i = 0; i < count; i++) {
            components[i] = frame.indexOf(segment.uint8(), segment.position());
            selectors[i] = segment.uint8();
            if (i > 0 && components[i] <= components[i - 1]) {
                throw CodestreamException.at(segment.position(), "a scan whose components are out of the frame's order");
            }
        }
        return new JpegScan(components, selectors, segment.uint8(), segment.uint8(), segment.uint8() & 0x0F, segment.end());
    }
}
