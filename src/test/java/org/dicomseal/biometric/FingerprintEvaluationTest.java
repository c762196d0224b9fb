package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintEvaluationTest {

    @Test
    void measuresASmallSetOfInventedFingers() throws Exception {
        FingerprintSet set = FingerprintSet.synthetic(3000, 3, 5, 0.5);
        try (FeatureExtractor extractor = FeatureExtractor.open(Path.of("models"), Path.of("target", "model-cache"))) {
            FingerprintEvaluation.Result result = FingerprintEvaluation.evaluate(set, extractor);
            assertEquals(15, result.images());
            assertEquals(30, result.enrolments(), "ten choices of three for each of three fingers");
            assertEquals(30 * 2, result.distances().genuine().length);
            assertEquals(30 * 10, result.distances().impostor().length);
            assertEquals(3 * 10, result.commitment().impostorImages());
            double genuine = Arrays.stream(result.distances().genuine()).average().orElseThrow();
            double impostor = Arrays.stream(result.distances().impostor()).average().orElseThrow();
            assertTrue(genuine + 0.1 < impostor, "genuine " + genuine + ", impostor " + impostor);
            List<Double> owner = result.commitment().owner();
            assertTrue(owner.get(0) <= owner.get(1), "more tries, more keys");
            assertEquals(List.of(30 * 10, 30 * 2 * 10, 30 * 2 * 10), result.commitment().impostorTries());
            assertTrue(result.gated().impostorSingle() <= result.commitment().impostorSingle());
        }
    }

    @Test
    void takesEveryChoiceOfThree() {
        assertEquals(56, FingerprintEvaluation.triples(8).size());
        assertEquals(0, FingerprintEvaluation.triples(2).size());
        assertEquals(56, FingerprintEvaluation.ways(8, 3));
        assertEquals(8, FingerprintEvaluation.ways(8, 1));
        assertEquals(0, FingerprintEvaluation.ways(2, 3));
        assertEquals(0, FingerprintEvaluation.ways(0, 1));
    }
}
