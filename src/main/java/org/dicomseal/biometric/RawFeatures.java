package org.dicomseal.biometric;

import org.dicomseal.biometric.net.FeatureNetwork;

/**
 * What the heads are applied to.
 *
 * @param texture FingerCode.LENGTH values around the core, NaN where there are no ridges
 * @param network FeatureNetwork.FEATURES values of the enhanced ridges around the core
 */
record RawFeatures(float[] texture, float[] network) {

    static RawFeatures of(FingerprintImage image, FeatureNetwork network) throws FingerprintRejected {
        RidgeMap map = new RidgeMap(image);
        QualityGate.check(image, map);
        Pose pose = new CoreFinder(map).find();
        float[] texture = FingerCode.at(new RidgeResponses(map), pose);
        float[] features = network.features(new RidgeEnhancer(map).picture(pose));
        return new RawFeatures(texture, features);
    }
}
