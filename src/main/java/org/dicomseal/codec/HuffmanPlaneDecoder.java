package org.dicomseal.codec;

/** Gives back a plane that {@link HuffmanPlaneEncoder} coded. */
final class HuffmanPlaneDecoder {

    private final Plane plane;
    private final Plane reference;
    private final Parallelism parallelism;
    private final int strips;
    private final HuffmanTables tables = new HuffmanTables();
    private final DecodingTables decoding;
    private final int[] lengths;
    private final int[] order;
    private final int[] first;

    /**
     * Reads the plane's part of the header.
     *
     * @param reference what the plane was compared with, null if with none
     */
    HuffmanPlaneDecoder(int width, int height, int max, Plane reference, BinaryCoder header, JointStream joint, Parallelism parallelism)
            throws CodecException {
        this.reference = reference;
        this.plane = new Plane(width, height, max);
        this.parallelism = parallelism;
        this.strips = Strips.count(width, height);
        tables.code(header, reference != null);
        decoding = new DecodingTables(tables, joint);
        order = joint.permutation(strips);
        lengths = new int[strips];
        AdaptiveNumber length = new AdaptiveNumber();
        for (int i = 0; i < strips; i++) {
            lengths[order[i]] = length.code(header, 0);
        }
        first = new int[strips];
        for (int i = 0; i < strips; i++) {
            first[i] = header.plain(0, 16);
        }
    }

    /**
     * Reads the strips.
     *
     * @param in   all coded bytes and {@link StripReader#PADDING} more
     * @param from where the plane's first strip begins
     * @param end  where the coded bytes end
     * @return where the plane's last strip ends
     */
    int decode(byte[] in, int from, int end) throws CodecException {
        int[] begin = new int[strips];
        int at = from;
        for (int i = 0; i < strips; i++) {
            begin[order[i]] = at;
            if (lengths[order[i]] > end - at) {
                throw new CodecException("a strip of " + lengths[order[i]] + " bytes where " + (end - at) + " are left");
            }
            at += lengths[order[i]];
        }
        parallelism.forEach(strips, i -> new StripReader(in, begin[i], lengths[i], decoding)
                .read(plane, tables.predictor, ReferenceRows.of(reference), first[i], row(i), row(i + 1)));
        return at;
    }

    private int row(int strip) {
        return Strips.firstRow(strip, strips, plane.height());
    }

    Plane plane() {
        return plane;
    }
}
