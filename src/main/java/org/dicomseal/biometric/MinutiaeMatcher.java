package org.dicomseal.biometric;

import java.util.List;

import com.machinezoo.sourceafis.FingerprintImageOptions;
import com.machinezoo.sourceafis.FingerprintMatcher;
import com.machinezoo.sourceafis.FingerprintTemplate;

/** SourceAFIS, an open minutiae matcher, as the yardstick: how well the same images can be told apart when a template may be stored in clear. */
final class MinutiaeMatcher {

    /** SourceAFIS's own advice for a false match rate of about 0.01 %. */
    static final double GATE = 40;
    private static final double DPI = 500;

    private MinutiaeMatcher() {
    }

    static FingerprintTemplate template(FingerprintImage image) {
        return new FingerprintTemplate(new com.machinezoo.sourceafis.FingerprintImage(image.width(), image.height(), image.samples(),
                new FingerprintImageOptions().dpi(DPI)));
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
