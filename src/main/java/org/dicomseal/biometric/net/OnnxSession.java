package org.dicomseal.biometric.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;

/**
 * An ONNX file, run by DJL on ONNX Runtime, on the processor, offline. One thread a run: results then don't depend on the number of cores.
 */
final class OnnxSession implements AutoCloseable {

    static {
        // DJL would ask the cloud's metadata address and count downloads otherwise
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    /** A batch of pictures as N x C x H x W. */
    record Input(float[] values, long... shape) {
    }

    private final Model model;

    OnnxSession(Path file) throws IOException {
        model = Model.newInstance("network", Device.cpu(), "OnnxRuntime");
        try {
            model.load(file.toAbsolutePath().getParent(), file.getFileName().toString(), Map.of("intraOpNumThreads", "1"));
        } catch (MalformedModelException | RuntimeException e) {
            model.close();
            throw new ModelException(file + " can't be loaded by ONNX Runtime: " + e.getMessage(), e);
        }
    }

    /** Runs the network; gives every output, flat. Any number of threads may run it at once: each has a predictor of its own. */
    List<float[]> run(Input input) {
        try (Predictor<Input, List<float[]>> predictor = model.newPredictor(new Passage())) {
            return predictor.predict(input);
        } catch (TranslateException e) {
            throw new IllegalStateException("the network failed", e);
        }
    }

    @Override
    public void close() {
        model.close();
    }

    /** Arrays in, arrays out. */
    private static final class Passage implements NoBatchifyTranslator<Input, List<float[]>> {

        @Override
        public NDList processInput(TranslatorContext context, Input input) {
            return new NDList(context.getNDManager().create(input.values(), new Shape(input.shape())));
        }

        @Override
        public List<float[]> processOutput(TranslatorContext context, NDList outputs) {
            List<float[]> all = new ArrayList<>();
            for (NDArray output : outputs) {
                all.add(output.toFloatArray());
            }
            return all;
        }
    }
}
