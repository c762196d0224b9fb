package org.dicomseal.codec;

import java.util.List;

/** Gives back the planes that {@link PlaneEncoder} coded. */
final class PlaneDecoder {

    private final RangeDecoder section;
    private final JointStream joint;
    private final Parallelism parallelism;
    private final byte[] in;
    private final int end;
    private int nextStrip;

    /**
     * @param in    all coded bytes and {@link StripReader#PADDING} more
     * @param strip where the strips begin
     * @param end   where the coded bytes end
     */
    PlaneDecoder(RangeDecoder section, JointStream joint, Parallelism parallelism, byte[] in, int strip, int end) {
        this.section = section;
        this.joint = joint;
        this.parallelism = parallelism;
        this.in = in;
        this.nextStrip = strip;
        this.end = end;
    }

    Plane decode(int width, int height, int max, PlaneState state, List<Plane> references) throws CodecException {
        char[] used = section.plain(0, 1) == 1 ? RankMap.code(section, new char[1], max) : null;
        Plane plane;
        if (used == null) {
            plane = decodePacked(width, height, max, state, references.toArray(Plane[]::new));
        } else if (used.length == 1) {
            plane = RankMap.unpack(new Plane(width, height, 0), used, max, parallelism);
        } else {
            Plane[] known = references.toArray(Plane[]::new);
            for (int i = 0; i < known.length; i++) {
                known[i] = RankMap.project(known[i], used, max, parallelism);
            }
            plane = RankMap.unpack(decodePacked(width, height, used.length - 1, state, known), used, max, parallelism);
        }
        section.check();
        return plane;
    }

    private Plane decodePacked(int width, int height, int max, PlaneState state, Plane... known) throws CodecException {
        int kind = section.plain(0, 2);
        if (kind == PlaneState.Kind.HUFFMAN.ordinal() || kind == PlaneState.Kind.COMPARED.ordinal()) {
            if (!PlaneKinds.mayBeHuffman(width, height)) {
                throw new CodecException("a plane of " + width + " by " + height + " in strips");
            }
            Plane reference = null;
            if (kind == PlaneState.Kind.COMPARED.ordinal()) {
                if (known.length == 0) {
                    throw new CodecException("a plane compared with another, and there is none");
                }
                reference = known[0];
            }
            HuffmanPlaneDecoder plane = new HuffmanPlaneDecoder(width, height, max, reference, section, joint, parallelism);
            section.check();
            nextStrip = plane.decode(in, nextStrip, end);
            return plane.plane();
        }
        Plane plane = new Plane(width, height, max);
        state.adaptive().code(section, plane, kind == PlaneState.Kind.DRAWN.ordinal(), known);
        return plane;
    }

    /** @throws CodecException unless all strips were read */
    void requireEnd() throws CodecException {
        if (nextStrip != end) {
            throw new CodecException(end - nextStrip + " bytes after the frame");
        }
    }
}
