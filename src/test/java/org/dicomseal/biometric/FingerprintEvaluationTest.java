package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
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
            assertTrue(result.gated().impostorSingle() <= result.commitment().impostorSingle());
        }
    }

    @Test
    void takesEveryChoiceOfThree() {
        assertEquals(56, FingerprintEvaluation.triples(8).size());
        assertEquals(0, FingerprintEvaluation.triples(2).size());
    }
}
