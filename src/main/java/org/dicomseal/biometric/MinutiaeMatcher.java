package org.dicomseal.biometric;

import java.util.List;

import com.machinezoo.sourceafis.FingerprintImageOptions;
import com.machinezoo.sourceafis.FingerprintMatcher;
import com.machinezoo.sourceafis.FingerprintTemplate;

/**
 * SourceAFIS, an open minutiae matcher: the gate beside the commitment, and the yardstick in evaluations, for how well the same images can be
 * told apart when a template may be compared in clear.
 */
final class MinutiaeMatcher {

    /** SourceAFIS's own advice for a false match rate of about 0.01 %; with the commitment beside it no impostor was let in so far. */
    static final double GATE = 40;
    private static final double DPI = 500;

    private MinutiaeMatcher() {
    }

    static FingerprintTemplate template(FingerprintImage image) {
        return new FingerprintTemplate(new com.machinezoo.sourceafis.FingerprintImage(image.width(), image.height(), image.samples(),
                new FingerprintImageOptions().dpi(DPI)));
    }

    /** Whether the probe passes the gate against any of the templates, which are as SourceAFIS serialises them. */
    static boolean passes(List<byte[]> enrolled, FingerprintTemplate probe) {
        FingerprintMatcher matcher = new FingerprintMatcher(probe);
        return enrolled.stream().anyMatch(template -> matcher.match(new FingerprintTemplate(template)) >= GATE);
    }

    /** The score of every template (column) against every enrolled one (row); higher is more alike. */
    static double[][] scores(List<FingerprintTemplate> templates) {
        double[][] scores = new double[templates.size()][templates.size()];
        for (int probe = 0; probe < templates.size(); probe++) {
            FingerprintMatcher matcher = new FingerprintMatcher(templates.get(probe));
            for (int enrolled = 0; enrolled < templates.size(); enrolled++) {
                scores[enrolled][probe] = matcher.match(templates.get(enrolled));
            }
        }
        return scores;
    }
}
