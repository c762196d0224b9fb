package org.dicomseal.biometric.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The structure of a bottleneck ResNet without its classifier (He et al., CVPR 2016), in torchvision's names and its "V1.5" form: the stride
 * sits on the 3 x 3 convolution, no convolution has a bias, a batch normalisation follows each one.
 */
final class ResNet {

    private static final int[] WIDTHS = {64, 128, 256, 512};
    private static final int EXPANSION = 4;

    /** ResNet152: 155 convolutions, 58 million parameters, 2048 features. */
    static final ResNet RESNET152 = new ResNet(3, 8, 36, 3);
    /** torchvision's epsilon in batch normalisation. */
    static final double EPSILON = 1e-5;

    /**
     * A square convolution and the batch normalisation after it.
     *
     * @param name of the convolution: its weights are name + ".weight", out x in x kernel x kernel
     * @param norm name of the batch normalisation: .weight, .bias, .running_mean, .running_var
     */
    record Convolution(String name, String norm, int in, int out, int kernel, int stride, int padding) {

        int weights() {
            return out * in * kernel * kernel;
        }
    }

    /** A residual unit; {@code shortcut} is null where the input is added as it is. */
    record Block(String name, Convolution reduce, Convolution spatial, Convolution expand, Convolution shortcut) {
    }

    private final Convolution stem = new Convolution("conv1", "bn1", 3, 64, 7, 2, 3);
    private final List<Block> blocks = new ArrayList<>();

    /** A network of the given number of blocks in each of the four stages. */
    ResNet(int... blocksPerStage) {
        int in = stem.out();
        for (int stage = 0; stage < WIDTHS.length; stage++) {
            int width = WIDTHS[stage];
            int out = EXPANSION * width;
            for (int i = 0; i < blocksPerStage[stage]; i++) {
                String name = "layer" + (stage + 1) + "." + i;
                int stride = i == 0 && stage > 0 ? 2 : 1;
                blocks.add(new Block(name,
                        new Convolution(name + ".conv1", name + ".bn1", in, width, 1, 1, 0),
                        new Convolution(name + ".conv2", name + ".bn2", width, width, 3, stride, 1),
                        new Convolution(name + ".conv3", name + ".bn3", width, out, 1, 1, 0),
                        i == 0 ? new Convolution(name + ".downsample.0", name + ".downsample.1", in, out, 1, stride, 0) : null));
                in = out;
            }
        }
    }

    Convolution stem() {
        return stem;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** All convolutions in torchvision's order: the stem, then block by block, the shortcut last. */
    List<Convolution> convolutions() {
        List<Convolution> all = new ArrayList<>();
        all.add(stem);
        for (Block block : blocks) {
            all.add(block.reduce());
            all.add(block.spatial());
            all.add(block.expand());
            if (block.shortcut() != null) {
                all.add(block.shortcut());
            }
        }
        return all;
    }

    /** Name and shape of every parameter that the feature extractor needs. */
    Map<String, int[]> parameters() {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        for (Convolution c : convolutions()) {
            shapes.put(c.name() + ".weight", new int[] {c.out(), c.in(), c.kernel(), c.kernel()});
            for (String part : List.of(".weight", ".bias", ".running_mean", ".running_var")) {
                shapes.put(c.norm() + part, new int[] {c.out()});
            }
        }
        return shapes;
    }
}
