package org.dicomseal.codestream;

/** Walks the marker segments of a JPEG-like codestream (ITU-T T.81 B.1.1; T.87 and T.800 keep the form). */
final class SegmentReader {

    private final byte[] data;
    private int position;

    SegmentReader(byte[] data) {
        this.data = data;
    }

    int position() {
        return position;
    }

    void position(int to) {
        position = to;
    }

    boolean atEnd() {
        return position >= data.length;
    }

    /** Reads a marker, with any fill bytes before it, and gives its second byte. */
    int marker() throws CodestreamException {
        int start = position;
        if (position >= data.length || data[position] != (byte) 0xFF) {
            throw CodestreamException.at(start, position >= data.length ? "the codestream ends where a marker is due" : "a marker is due here");
        }
        while (position < data.length && data[position] == (byte) 0xFF) {
            position++;
        }
        if (position >= data.length || data[position] == 0) {
            throw CodestreamException.at(start, "a marker is due here");
        }
        return data[position++] & 0xFF;
    }

    /** The parameters of the marker that was just read; the reader goes on after them. */
    Segment segment(int marker) throws CodestreamException {
        int start = position;
        int length = data.length - start < 2 ? 0 : (data[start] & 0xFF) << 8 | data[start + 1] & 0xFF;
        if (length < 2 || length > data.length - start) {
            throw CodestreamException.at(start, "marker segment FF" + Segment.hex(marker) + " reaches past the codestream's end");
        }
        position = start + length;
        return new Segment(data, marker, start + 2, position);
    }

    /**
     * Goes to the marker after a scan's entropy-coded data without decoding it: data has FF only before 00 (T.81) or before a
     * byte under 80 (T.87), and restart markers are part of it.
     */
    void skipScan(int dataAt) {
        position = dataAt;
        while (position < data.length && !(data[position] == (byte) 0xFF && position + 1 < data.length && endsScan(data[position + 1] & 0xFF))) {
            position++;
        }
    }

    private static boolean endsScan(int marker) {
        boolean restart = marker >= 0xD0 && marker <= 0xD7;
        return marker >= 0xC0 && marker != 0xFF && !restart;
    }
}
