package org.dicomseal.biometric.net;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.dicomseal.biometric.net.ResNet.Block;
import org.dicomseal.biometric.net.ResNet.Convolution;

/**
 * Measures the batch normalisations' means and variances on a batch of pictures, the way training mode does: a graph that normalises each
 * convolution's output by that output's own statistics, and gives these statistics as its outputs.
 */
final class NormCalibration {

    private final ResNet network;
    private final Weights weights;
    private final OnnxGraph graph = new OnnxGraph();

    private NormCalibration(ResNet network, Weights weights) {
        this.network = network;
        this.weights = weights;
    }

    /**
     * Runs the measurement.
     *
     * @param weights  the statistics in them are not used
     * @param pictures grey, side x side samples from 0 to 1
     * @param scratch  a folder for the graph, which is deleted afterwards
     */
    static NormStatistics measure(ResNet network, Weights weights, List<float[]> pictures, int side, Path scratch) throws IOException {
        Path file = Files.createTempFile(scratch, "calibration", ".onnx");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                new NormCalibration(network, weights).build().write(out);
            }
            int plane = 3 * side * side;
            float[] batch = new float[pictures.size() * plane];
            for (int i = 0; i < pictures.size(); i++) {
                System.arraycopy(ResNetFeatures.colours(pictures.get(i)), 0, batch, i * plane, plane);
            }
            try (OnnxSession session = new OnnxSession(file)) {
                List<float[]> outputs = session.run(new OnnxSession.Input(batch, pictures.size(), 3, side, side));
                NormStatistics statistics = NormStatistics.identity(network);
                int at = 0;
                for (Convolution c : network.convolutions()) {
                    statistics.put(c, outputs.get(at), outputs.get(at + 1));
                    at += 2;
                }
                return statistics;
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private OnnxGraph build() {
        graph.input(ResNetGraph.INPUT, "N", 3, "H", "W");
        String x = relu("stem", normalised(network.stem(), ResNetGraph.INPUT));
        x = ResNetGraph.maxPool(graph, x);
        for (Block block : network.blocks()) {
            String y = relu(block.name() + ".first", normalised(block.reduce(), x));
            y = relu(block.name() + ".second", normalised(block.spatial(), y));
            y = normalised(block.expand(), y);
            String aside = block.shortcut() == null ? x : normalised(block.shortcut(), x);
            x = relu(block.name(), graph.node("Add", block.name() + ".sum", List.of(y, aside)));
        }
        for (Convolution c : network.convolutions()) {
            graph.output(c.norm() + ".mean", 1, c.out(), 1, 1);
            graph.output(c.norm() + ".variance", 1, c.out(), 1, 1);
        }
        return graph;
    }

    private String relu(String name, String x) {
        return graph.node("Relu", name + ".relu", List.of(x));
    }

    /** Convolution, its mean and variance over batch, rows and columns, and the normalised result. */
    private String normalised(Convolution c, String x) {
        ProtoWriter overPictures = OnnxGraph.integers("axes", 0, 2, 3);
        String kernel = graph.constant(c.name() + ".weight", () -> weights.parameter(c.name() + ".weight"),
                c.out(), c.in(), c.kernel(), c.kernel());
        String epsilon = graph.constant(c.norm() + ".epsilon", () -> new float[] {(float) ResNet.EPSILON}, 1);
        String gamma = graph.constant(c.norm() + ".gamma", () -> weights.parameter(c.norm() + ".weight"), 1, c.out(), 1, 1);
        String beta = graph.constant(c.norm() + ".beta", () -> weights.parameter(c.norm() + ".bias"), 1, c.out(), 1, 1);
        String raw = graph.node("Conv", c.name(), List.of(x, kernel), ResNetGraph.window(c));
        String mean = graph.node("ReduceMean", c.norm() + ".mean", List.of(raw), overPictures);
        String centred = graph.node("Sub", c.norm() + ".centred", List.of(raw, mean));
        String squared = graph.node("Mul", c.norm() + ".squared", List.of(centred, centred));
        String variance = graph.node("ReduceMean", c.norm() + ".variance", List.of(squared), overPictures);
        String padded = graph.node("Add", c.norm() + ".padded", List.of(variance, epsilon));
        String deviation = graph.node("Sqrt", c.norm() + ".deviation", List.of(padded));
        String unit = graph.node("Div", c.norm() + ".unit", List.of(centred, deviation));
        String scaled = graph.node("Mul", c.norm() + ".scaled", List.of(unit, gamma));
        return graph.node("Add", c.norm() + ".out", List.of(scaled, beta));
    }
}
