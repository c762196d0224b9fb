package org.dicomseal.codestream;

/** The inverse multiple component transforms of the first three components (ITU-T T.800 Annex G), in place. */
final class ComponentTransform {

    private ComponentTransform() {
    }

    /** RCT, integers to integers. */
    static void inverseReversible(int[][] samples) {
        int[] first = samples[0];
        int[] second = samples[1];
        int[] third = samples[2];
        for (int i = 0; i < first.length; i++) {
            int green = first[i] - (second[i] + third[i] >> 2);
            int red = third[i] + green;
            third[i] = second[i] + green;
            second[i] = green;
            first[i] = red;
        }
    }

    /** ICT. */
    static void inverseIrreversible(float[][] samples) {
        float[] first = samples[0];
        float[] second = samples[1];
        float[] third = samples[2];
        for (int i = 0; i < first.length; i++) {
            float luma = first[i];
            float blueness = second[i];
            float redness = third[i];
            first[i] = luma + 1.402f * redness;
            second[i] = luma - 0.344136f * blueness - 0.714136f * redness;
            third[i] = luma + 1.772f * blueness;
        }
    }
}
