package org.dicomseal.codestream;

import java.util.ArrayList;
import java.util.List;

/** Decodes one tile of a JPEG 2000 image to samples. */
final class Jpeg2000Tile {

    private final byte[] data;
    private final Area area;
    private final Jpeg2000Size size;
    private final TileParameters parameters;
    private final List<TileComponent> components = new ArrayList<>();
    private boolean complete = true;

    Jpeg2000Tile(byte[] data, Jpeg2000Size size, int index, TileParameters parameters) throws CodestreamException {
        this.data = data;
        this.size = size;
        this.area = size.tile(index);
        this.parameters = parameters;
        for (int c = 0; c < size.components(); c++) {
            components.add(new TileComponent(c, area, parameters.coding(c), parameters.quantization(c), size.precisions()[c]));
        }
        if (parameters.style().componentTransform()) {
            boolean alike = size.components() >= 3 && parameters.coding(0).reversible() == parameters.coding(1).reversible()
                    && parameters.coding(0).reversible() == parameters.coding(2).reversible();
            if (!alike) {
                throw new CodestreamException("a component transform of components that don't go together");
            }
        }
        new PacketReader(data, parameters.parts(), parameters.style(), components).readAll();
    }

    Area area() {
        return area;
    }

    /** After decoding: nothing was quantized and nothing was cut off, the tile's samples are those that were encoded. */
    boolean isLossless() {
        return parameters.isReversible() && complete;
    }

    /** Decodes all components: their samples line by line, as two's complement or unsigned numbers of the component's precision. */
    int[][] decode() throws CodestreamException {
        int count = size.components();
        int[][] samples = new int[count][];
        float[][] real = new float[count][];
        for (int c = 0; c < count; c++) {
            TileComponent component = components.get(c);
            if (component.coding().reversible()) {
                samples[c] = reversible(component);
            } else {
                real[c] = irreversible(component);
            }
        }
        if (parameters.style().componentTransform()) {
            if (samples[0] != null) {
                ComponentTransform.inverseReversible(samples);
            } else {
                ComponentTransform.inverseIrreversible(real);
            }
        }
        for (int c = 0; c < count; c++) {
            if (samples[c] == null) {
                samples[c] = rounded(real[c]);
                real[c] = null;
            }
            shiftAndClamp(samples[c], size.precisions()[c], size.signed()[c]);
        }
        return samples;
    }

    private int[] reversible(TileComponent component) throws CodestreamException {
        int stride = area.width();
        int[] coefficients = new int[stride * area.height()];
        BlockDecoder decoder = new BlockDecoder();
        for (Precinct precinct : component.precincts()) {
            for (Precinct.Blocks blocks : precinct.bands()) {
                for (CodeBlock block : blocks.blocks) {
                    if (block.included) {
                        int[] halves = decoder.decode(data, block, component.coding(), blocks.band.orientation());
                        complete &= decoder.isComplete();
                        for (int y = 0, i = 0; y < block.height; y++) {
                            int to = (block.y + y) * stride + block.x;
                            for (int x = 0; x < block.width; x++, i++) {
                                coefficients[to + x] = halves[i] / 2;
                            }
                        }
                    }
                }
            }
        }
        for (int r = 1; r <= component.coding().levels(); r++) {
            if (!component.resolution(r).isEmpty()) {
                InverseWavelet.reversible(coefficients, stride, component.resolution(r), component.resolution(r - 1));
            }
        }
        return coefficients;
    }

    private float[] irreversible(TileComponent component) throws CodestreamException {
        int stride = area.width();
        float[] coefficients = new float[stride * area.height()];
        BlockDecoder decoder = new BlockDecoder();
        for (Precinct precinct : component.precincts()) {
            for (Precinct.Blocks blocks : precinct.bands()) {
                float halfStep = blocks.band.step() / 2;
                for (CodeBlock block : blocks.blocks) {
                    if (block.included) {
                        int[] halves = decoder.decode(data, block, component.coding(), blocks.band.orientation());
                        for (int y = 0, i = 0; y < block.height; y++) {
                            int to = (block.y + y) * stride + block.x;
                            for (int x = 0; x < block.width; x++, i++) {
                                coefficients[to + x] = halves[i] * halfStep;
                            }
                        }
                    }
                }
            }
        }
        for (int r = 1; r <= component.coding().levels(); r++) {
            if (!component.resolution(r).isEmpty()) {
                InverseWavelet.irreversible(coefficients, stride, component.resolution(r), component.resolution(r - 1));
            }
        }
        return coefficients;
    }

    private static int[] rounded(float[] real) {
        int[] samples = new int[real.length];
        for (int i = 0; i < real.length; i++) {
            samples[i] = (int) Math.rint(real[i]);
        }
        return samples;
    }

    private static void shiftAndClamp(int[] samples, int precision, boolean signed) {
        int half = 1 << (precision - 1);
        int shift = signed ? 0 : half;
        int low = signed ? -half : 0;
        int high = low + 2 * half - 1;
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.max(low, Math.min(high, samples[i] + shift));
        }
    }
}
