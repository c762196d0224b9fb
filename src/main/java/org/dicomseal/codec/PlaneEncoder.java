package org.dicomseal.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Codes the planes of a frame one after another: small things into the section, strips aside. */
final class PlaneEncoder {

    private final RangeEncoder section;
    private final JointStream joint;
    private final Parallelism parallelism;
    private final List<byte[]> strips = new ArrayList<>();

    PlaneEncoder(RangeEncoder section, JointStream joint, Parallelism parallelism) {
        this.section = section;
        this.joint = joint;
        this.parallelism = parallelism;
    }

    /**
     * Codes a plane.
     *
     * @param slow       whether the adaptive kinds may be used
     * @param references planes of the same size that the decoder will have, nearest last
     */
    void encode(Plane plane, PlaneState state, boolean slow, List<Plane> references) throws CodecException {
        int[] counts = RankMap.histogram(plane);
        boolean ranked = RankMap.pays(counts);
        section.plain(ranked ? 1 : 0, 1);
        Plane packed = plane;
        Plane[] known = references.toArray(Plane[]::new);
        if (ranked) {
            char[] used = RankMap.code(section, RankMap.used(counts), plane.max());
            if (used.length == 1) {
                return;
            }
            packed = RankMap.pack(plane, used);
            for (int i = 0; i < known.length; i++) {
                known[i] = RankMap.project(known[i], used, plane.max());
            }
        }
        HuffmanPlaneEncoder huffman = null;
        RangeEncoder.Mark before = section.mark();
        if (!PlaneKinds.mayBeHuffman(plane.width(), plane.height())) {
            state.kind = PlaneKinds.isDrawn(packed, known) ? PlaneState.Kind.DRAWN : PlaneState.Kind.ADAPTIVE;
        } else if (!slow) {
            state.kind = PlaneState.Kind.HUFFMAN;
        } else if (state.kind == null) {
            if (PlaneKinds.isDrawn(packed, known)) {
                state.kind = PlaneState.Kind.DRAWN;
            } else if (PlaneKinds.isSmall(packed) || known.length > 0) {
                state.kind = PlaneState.Kind.ADAPTIVE;
            } else {
                huffman = new HuffmanPlaneEncoder(packed, joint, parallelism);
                long bytes = huffman.analyse();
                state.kind = PlaneState.Kind.HUFFMAN;
                if (bytes * 8 < (long) PlaneKinds.FEW_BITS * packed.size()) {
                    adaptive(packed, state, PlaneState.Kind.ADAPTIVE, known);
                    if (section.length() - before.size() < bytes) {
                        state.kind = PlaneState.Kind.ADAPTIVE;
                        return;
                    }
                    section.undo(before);
                    state.forget();
                }
            }
        }
        if (state.kind != PlaneState.Kind.HUFFMAN) {
            adaptive(packed, state, state.kind, known);
            return;
        }
        section.plain(PlaneState.Kind.HUFFMAN.ordinal(), 2);
        if (huffman == null) {
            huffman = new HuffmanPlaneEncoder(packed, joint, parallelism);
            huffman.analyse();
        }
        Collections.addAll(strips, huffman.encode(section));
    }

    private void adaptive(Plane packed, PlaneState state, PlaneState.Kind kind, Plane... known) {
        section.plain(kind.ordinal(), 2);
        state.adaptive().code(section, packed, kind == PlaneState.Kind.DRAWN, known);
    }

    /** All planes' strips, in the order in which they are written. */
    List<byte[]> strips() {
        return strips;
    }

    int stripBytes() {
        int bytes = 0;
        for (byte[] strip : strips) {
            bytes += strip.length;
        }
        return bytes;
    }
}
