package org.dicomseal.codec;

import java.util.ArrayList;
import java.util.List;

/** Codes the planes of a frame one after another: small things into the section, strips aside. */
final class PlaneEncoder {

    private final BinaryCoder section;
    private final JointStream joint;
    private final Parallelism parallelism;
    private final List<byte[]> strips = new ArrayList<>();

    PlaneEncoder(BinaryCoder section, JointStream joint, Parallelism parallelism) {
        this.section = section;
        this.joint = joint;
        this.parallelism = parallelism;
    }

    void encode(Plane plane) throws CodecException {
        int[] counts = RankMap.histogram(plane);
        boolean ranked = RankMap.pays(counts);
        section.plain(ranked ? 1 : 0, 1);
        Plane packed = plane;
        if (ranked) {
            char[] used = RankMap.code(section, RankMap.used(counts), plane.max());
            packed = RankMap.pack(plane, used);
        }
        for (byte[] strip : new HuffmanPlaneEncoder(packed, joint, parallelism).encode(section)) {
            strips.add(strip);
        }
    }

    List<byte[]> strips() {
        return strips;
    }
}
