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
        int[] counts = RankMap.histogram(plane, parallelism);
        boolean ranked = RankMap.pays(counts);
        section.plain(ranked ? 1 : 0, 1);
        Plane packed = plane;
        Plane[] known = references.toArray(Plane[]::new);
        if (ranked) {
            char[] used = RankMap.code(section, RankMap.used(counts), plane.max());
            if (used.length == 1) {
                return;
            }
            packed = RankMap.pack(plane, used, parallelism);
            for (int i = 0; i < known.length; i++) {
                known[i] = RankMap.project(known[i], used, plane.max(), parallelism);
            }
        }
        if (!slow && PlaneKinds.mayBeHuffman(plane.width(), plane.height())) {
            state.kind = PlaneState.Kind.HUFFMAN;
        } else if (state.kind == null && PlaneKinds.needNoHuffman(packed, known.length > 0)) {
            state.kind = PlaneKinds.isDrawn(packed, known) ? PlaneState.Kind.DRAWN : PlaneState.Kind.ADAPTIVE;
        }
        if (state.kind == null) {
            encodeAsFits(packed, state);
        } else if (state.kind == PlaneState.Kind.HUFFMAN) {
            fast(packed, state, known);
        } else {
            adaptive(packed, state, known);
        }
    }

    /** Takes the fast kind unless the plane has so little information, or is so like a drawing, that another may be smaller. */
    private void encodeAsFits(Plane packed, PlaneState state) throws CodecException {
        HuffmanPlaneEncoder huffman = new HuffmanPlaneEncoder(packed, null, joint, parallelism);
        long bytes = huffman.analyse();
        if (PlaneKinds.hasLittle(packed, bytes) || PlaneKinds.seemsDrawn(packed)) {
            RangeEncoder.Mark before = section.mark();
            int length = section.length();
            state.kind = PlaneKinds.isDrawn(packed) ? PlaneState.Kind.DRAWN : PlaneState.Kind.ADAPTIVE;
            adaptive(packed, state);
            if (section.length() - length < bytes) {
                return;
            }
            section.undo(before);
            state.forget();
        }
        state.kind = PlaneState.Kind.HUFFMAN;
        write(huffman);
    }

    /** Codes a plane in strips, and compares it with its first reference where that pays. */
    private void fast(Plane packed, PlaneState state, Plane... known) throws CodecException {
        Plane reference = known.length > 0 && state.mayCompare() ? known[0] : null;
        HuffmanPlaneEncoder huffman = new HuffmanPlaneEncoder(packed, reference, joint, parallelism);
        huffman.analyse();
        if (reference != null) {
            state.compared(huffman.compares());
        }
        write(huffman);
    }

    private void write(HuffmanPlaneEncoder huffman) throws CodecException {
        section.plain((huffman.compares() ? PlaneState.Kind.COMPARED : PlaneState.Kind.HUFFMAN).ordinal(), 2);
        Collections.addAll(strips, huffman.encode(section));
    }

    private void adaptive(Plane packed, PlaneState state, Plane... known) {
        section.plain(state.kind.ordinal(), 2);
        state.adaptive().code(section, packed, state.kind == PlaneState.Kind.DRAWN, known);
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
