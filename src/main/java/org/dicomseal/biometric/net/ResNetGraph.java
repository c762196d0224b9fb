package org.dicomseal.biometric.net;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.dicomseal.biometric.net.ResNet.Block;
import org.dicomseal.biometric.net.ResNet.Convolution;

/**
 * Writes a ResNet as an ONNX graph: input N x 3 x H x W, output N x 2048 after global average pooling.
 * Batch normalisations are folded into the convolutions before them, in double arithmetic.
 */
final class ResNetGraph {

    static final String INPUT = "input";
    static final String FEATURES = "features";

    private final ResNet network;
    private final Weights weights;
    private final OnnxGraph graph = new OnnxGraph();

    private ResNetGraph(ResNet network, Weights weights) {
        this.network = network;
        this.weights = weights;
    }

    static void write(ResNet network, Weights weights, OutputStream out) throws IOException {
        new ResNetGraph(network, weights).build().write(out);
    }

    private OnnxGraph build() {
        graph.input(INPUT, "N", 3, "H", "W");
        String x = relu("stem", folded(network.stem(), INPUT));
        x = maxPool(graph, x);
        for (Block block : network.blocks()) {
            String y = relu(block.name() + ".first", folded(block.reduce(), x));
            y = relu(block.name() + ".second", folded(block.spatial(), y));
            y = folded(block.expand(), y);
            String aside = block.shortcut() == null ? x : folded(block.shortcut(), x);
            x = relu(block.name(), graph.node("Add", block.name() + ".sum", List.of(y, aside)));
        }
        String pooled = graph.node("GlobalAveragePool", "pooled", List.of(x));
        graph.node("Flatten", FEATURES, List.of(pooled), OnnxGraph.integer("axis", 1));
        graph.output(FEATURES, "N", FeatureNetwork.FEATURES);
        return graph;
    }

    static String maxPool(OnnxGraph graph, String x) {
        return graph.node("MaxPool", "stem.pool", List.of(x), OnnxGraph.integers("kernel_shape", 3, 3),
                OnnxGraph.integers("strides", 2, 2), OnnxGraph.integers("pads", 1, 1, 1, 1));
    }

    static ProtoWriter[] window(Convolution c) {
        return new ProtoWriter[] {OnnxGraph.integers("kernel_shape", c.kernel(), c.kernel()),
            OnnxGraph.integers("strides", c.stride(), c.stride()),
            OnnxGraph.integers("pads", c.padding(), c.padding(), c.padding(), c.padding())};
    }

    private String relu(String name, String x) {
        return graph.node("Relu", name + ".relu", List.of(x));
    }

    private String folded(Convolution c, String x) {
        String kernel = graph.constant(c.name() + ".weight", () -> foldedWeights(c), c.out(), c.in(), c.kernel(), c.kernel());
        String bias = graph.constant(c.name() + ".bias", () -> foldedBias(c), c.out());
        return graph.node("Conv", c.name(), List.of(x, kernel, bias), window(c));
    }

    private float[] foldedWeights(Convolution c) throws IOException {
        double[] scale = scale(c);
        float[] values = weights.parameter(c.name() + ".weight");
        int perChannel = c.in() * c.kernel() * c.kernel();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * scale[i / perChannel]);
        }
        return values;
    }

    private float[] foldedBias(Convolution c) throws IOException {
        double[] scale = scale(c);
        float[] bias = weights.parameter(c.norm() + ".bias");
        float[] mean = weights.parameter(c.norm() + ".running_mean");
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) (bias[i] - mean[i] * scale[i]);
        }
        return bias;
    }

    private double[] scale(Convolution c) throws IOException {
        float[] gamma = weights.parameter(c.norm() + ".weight");
        float[] variance = weights.parameter(c.norm() + ".running_var");
        double[] scale = new double[gamma.length];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = gamma[i] / Math.sqrt(variance[i] + ResNet.EPSILON);
        }
        return scale;
    }
}
