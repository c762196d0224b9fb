package org.dicomseal.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes an object's frames apart into planes and puts them together again, and keeps each plane's state from frame to frame. The
 * section starts with how, then come the planes.
 */
final class FrameModel {

    /** Samples of one object that are coded adaptively at most; what comes after is coded for speed. */
    private static final long PATIENCE = 1L << 24;
    private static final int MOST_STATES = 64;

    private final FrameFormat format;
    private final Parallelism parallelism;
    private final List<Component> components;
    private final PlaneState[] states = new PlaneState[MOST_STATES];
    private long samplesCoded;

    FrameModel(FrameFormat format, Parallelism parallelism) {
        this.format = format;
        this.parallelism = parallelism;
        this.components = FrameLayout.components(format);
        for (int i = 0; i < states.length; i++) {
            states[i] = new PlaneState();
        }
    }

    /** Whether frames of this format fall into planes. */
    boolean exists() {
        return !components.isEmpty() || FrameLayout.isBits(format);
    }

    void encode(byte[] frame, RangeEncoder section, PlaneEncoder planes) throws CodecException {
        if (components.isEmpty()) {
            encodeAll(List.of(BitPlane.unpack(frame, format)), planes);
            BitPlane.tail(section, frame, format);
            return;
        }
        List<SampleWords.Rest> rules = new ArrayList<>();
        List<Plane> split = new ArrayList<>();
        for (Component component : components) {
            SampleWords.Rest rule = component.rule(frame, parallelism);
            section.plain(rule.ordinal(), 2);
            rules.add(rule);
            split.add(component.samples(frame, parallelism));
        }
        if (mayTransform()) {
            boolean byReference = mayBeSlow(split.get(0).size() * split.size(), split.get(0).size());
            ColourTransform transform = format.photometric() == Photometric.RGB ? ColourTransform.choose(split, byReference) : ColourTransform.NONE;
            section.plain(transform.ordinal(), 2);
            split = transform.forward(split);
        }
        List<Plane> all = new ArrayList<>(split);
        for (int c = 0; c < rules.size(); c++) {
            if (rules.get(c) == SampleWords.Rest.MIXED) {
                all.add(components.get(c).rests(frame));
            }
        }
        encodeAll(all, planes);
    }

    private void encodeAll(List<Plane> all, PlaneEncoder encoder) throws CodecException {
        int total = 0;
        for (Plane plane : all) {
            total += plane.size();
        }
        boolean slow = mayBeSlow(total, all.get(0).size());
        samplesCoded += total;
        for (int k = 0; k < all.size(); k++) {
            encoder.encode(all.get(k), states[k], slow, references(k, all));
            states[k].previous = all.get(k);
        }
    }

    private boolean mayBeSlow(int total, int largest) {
        return !PlaneKinds.isLarge(largest) && samplesCoded + total <= PATIENCE;
    }

    private boolean mayTransform() {
        return components.size() == 3 && format.samplesPerPixel() == 3;
    }

    /** What a plane can be compared with: its colour siblings that came before, and the frame before, the nearest last. */
    private List<Plane> references(int k, List<Plane> before) {
        List<Plane> references = new ArrayList<>();
        if (states[k].previous != null) {
            references.add(states[k].previous);
        }
        int siblings = Math.min(k, components.size());
        for (int s = siblings - 1; s >= 0 && references.size() < BlendedPredictor.MOST_REFERENCES; s--) {
            references.add(before.get(s));
        }
        return references;
    }

    byte[] decode(RangeDecoder section, PlaneDecoder planes) throws CodecException {
        byte[] frame = new byte[(int) format.frameLength()];
        List<Plane> coded = new ArrayList<>();
        if (components.isEmpty()) {
            Plane bits = next(planes, coded, format.columns() * format.samplesPerPixel(), format.rows(), 1);
            BitPlane.pack(bits, frame);
            BitPlane.tail(section, frame, format);
            return frame;
        }
        List<SampleWords.Rest> rules = new ArrayList<>();
        for (int c = 0; c < components.size(); c++) {
            int rule = section.plain(0, 2);
            if (rule >= SampleWords.Rest.values().length) {
                throw new CodecException("an unknown rule for the bits around a sample");
            }
            rules.add(SampleWords.Rest.values()[rule]);
        }
        ColourTransform transform = ColourTransform.NONE;
        if (mayTransform()) {
            int ordinal = section.plain(0, 2);
            if (ordinal >= ColourTransform.values().length || 2 * components.get(0).words().max() + 1 > Character.MAX_VALUE
                    && ordinal == ColourTransform.GREEN_DIFFERENCES.ordinal()) {
                throw new CodecException("an unknown colour transform");
            }
            transform = ColourTransform.values()[ordinal];
        }
        Plane[] samples = new Plane[components.size()];
        for (int k = 0; k < samples.length; k++) {
            int c = transform.component(k);
            Component component = components.get(c);
            int max = component.words().max();
            Plane plane = next(planes, coded, component.width(), component.height(), transform.max(k, max));
            samples[c] = transform.inverse(k, plane, coded.get(0), max);
        }
        for (int c = 0; c < samples.length; c++) {
            Component component = components.get(c);
            if (rules.get(c) == SampleWords.Rest.MIXED) {
                Plane rests = next(planes, coded, component.width(), component.height(), component.words().greatestRest());
                component.write(frame, samples[c], rests, parallelism);
            } else {
                component.write(frame, samples[c], rules.get(c), parallelism);
            }
        }
        return frame;
    }

    private Plane next(PlaneDecoder decoder, List<Plane> coded, int width, int height, int max) throws CodecException {
        int k = coded.size();
        Plane plane = decoder.decode(width, height, max, states[k], references(k, coded));
        coded.add(plane);
        states[k].previous = plane;
        return plane;
    }
}
