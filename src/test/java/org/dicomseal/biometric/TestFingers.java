package org.dicomseal.biometric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fingers of nobody, and one network for all tests of a run: it takes seconds to open. */
public final class TestFingers {

    private static final Map<Long, SyntheticFingerprint> GROWN = new ConcurrentHashMap<>();
    private static FeatureExtractor extractor;

    private TestFingers() {
    }

    /** The built-in network, open until the tests end. */
    public static synchronized FeatureExtractor extractor() {
        if (extractor == null) {
            try {
                extractor = FeatureExtractor.open(Path.of("models"), Path.of("target", "model-cache"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return extractor;
    }

    public static Enrollment enrollment() {
        return new Enrollment(extractor(), new SecureRandom());
    }

    /** The finger of a number. */
    public static SyntheticFingerprint finger(long number) {
        return GROWN.computeIfAbsent(number, SyntheticFingerprint::grow);
    }

    /** Impressions 0 to 2 of a finger. */
    public static List<FingerprintImage> three(long number) {
        SyntheticFingerprint finger = finger(number);
        return List.of(finger.impression(0, 0.6), finger.impression(1, 0.6), finger.impression(2, 0.6));
    }
}
