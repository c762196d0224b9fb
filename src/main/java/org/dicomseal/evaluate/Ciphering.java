package org.dicomseal.evaluate;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.evaluate.cipher.ByteHistogram;
import org.dicomseal.evaluate.cipher.DifferenceRates;
import org.dicomseal.evaluate.cipher.NeighbourCorrelation;
import org.dicomseal.keys.EphemeralKeys;
import org.dicomseal.keys.SealingKeys;

/** Measures sealed bytes, and what happens to them when a pixel, the salt or a bit of the root is another. */
final class Ciphering {

    private static final NeighbourCorrelation NONE = new NeighbourCorrelation(Double.NaN, Double.NaN, Double.NaN);

    private final EphemeralKeys keys;
    private final SecureRandom random = new SecureRandom();

    Ciphering(EphemeralKeys keys) {
        this.keys = keys;
    }

    /** The carrier's own figures, where there are no frames to compare. */
    CipherFigures of(Carrier carrier) {
        return figures(carrier, NONE, null, null, null, false, false, Double.NaN);
    }

    /**
     * All figures.
     *
     * @param samples of the frames
     * @param frames  as they are sealed, the mark in them
     */
    CipherFigures of(Carrier carrier, FrameFormat format, Samples samples, List<byte[]> frames) throws IOException {
        float[] first = samples.plane(frames.get(0), 0);
        byte[] salt = salt();
        int flipped = random.nextInt(EphemeralKeys.ROOT_BITS);
        try (SealingKeys one = keys.sealingKeys(salt);
             SealingKeys fresh = keys.sealingKeys(salt());
             EphemeralKeys otherRoot = keys.withRootBitFlipped(flipped);
             SealingKeys other = otherRoot.sealingKeys(salt)) {
            StageSealing.Sealed sealed = StageSealing.seal(format, frames, one);
            List<byte[]> changed = onePixelChanged(samples, frames);
            DifferenceRates sameSalt = rates(sealed, StageSealing.seal(format, changed, one));
            DifferenceRates freshSalt = rates(sealed, StageSealing.seal(format, changed, fresh));
            DifferenceRates rootBit = rates(sealed, StageSealing.seal(format, frames, other));
            byte[] wrong = StageSealing.firstFrame(format, sealed, other);
            double correlation = wrong == null ? Double.NaN : NeighbourCorrelation.between(first, samples.plane(wrong, 0));
            return figures(carrier, NeighbourCorrelation.of(first, samples.layout().columns()), sameSalt, freshSalt, rootBit,
                    StageSealing.opens(sealed, other), wrong == null, correlation);
        }
    }

    private static CipherFigures figures(Carrier carrier, NeighbourCorrelation original, DifferenceRates sameSalt, DifferenceRates freshSalt,
                                         DifferenceRates rootBit, boolean opens, boolean refused, double correlation) {
        ByteHistogram histogram = ByteHistogram.of(carrier.bytes(), carrier.header());
        NeighbourCorrelation shown = carrier.module().bitsAllocated() == 1 ? NONE
                : NeighbourCorrelation.of(carrier.pixels(), carrier.module().columns());
        return new CipherFigures(histogram.total(), histogram.entropy(), histogram.expectedEntropy(), histogram.chiSquare(),
                histogram.chiSquareProbability(), original, shown, sameSalt, freshSalt, rootBit, opens, refused, correlation);
    }

    private static DifferenceRates rates(StageSealing.Sealed one, StageSealing.Sealed other) {
        return DifferenceRates.of(one.ciphertext(), other.ciphertext());
    }

    private byte[] salt() {
        byte[] salt = new byte[SealingKeys.LENGTH];
        random.nextBytes(salt);
        return salt;
    }

    /** The middle pixel of the first frame changed by one. */
    private static List<byte[]> onePixelChanged(Samples samples, List<byte[]> frames) {
        List<byte[]> changed = new ArrayList<>(frames);
        byte[] first = frames.get(0).clone();
        int middle = samples.layout().rows() / 2 * samples.layout().columns() + samples.layout().columns() / 2;
        int value = samples.get(first, middle, 0);
        samples.put(first, middle, 0, value > 0 ? value - 1L : value + 1L);
        changed.set(0, first);
        return changed;
    }
}
