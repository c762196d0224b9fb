package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ErrorRatesTest {

    private final ErrorRates rates = new ErrorRates(new double[] {0.1, 0.2, 0.3, 0.6}, new double[] {0.5, 0.55, 0.7, 0.8});

    @Test
    void countsAcceptedImpostorsAndRejectedOwners() {
        assertEquals(new ErrorRates.Point(0.55, 0.5, 0.25), rates.at(0.55));
        assertEquals(new ErrorRates.Point(0.3, 0, 0.25), rates.at(0.3));
    }

    @Test
    void givesTheEqualErrorRateAndTheRejectRateAtAnAcceptRate() {
        assertEquals(0.25, rates.equalErrorRate(), 1e-12);
        assertEquals(0.25, rates.falseRejectAt(0.001), 1e-12);
        assertEquals(0, rates.falseRejectAt(0.5), 1e-12);
    }

    @Test
    void separatedDistancesHaveNoErrors() {
        ErrorRates apart = new ErrorRates(new double[] {0.1, 0.2}, new double[] {0.4, 0.5});
        assertEquals(0, apart.equalErrorRate(), 1e-12);
        assertEquals(0, apart.falseRejectAt(0), 1e-12);
    }

    @Test
    void histogramsKeepEverything() {
        assertArrayEquals(new int[] {1, 1, 2}, ErrorRates.histogram(new double[] {0, 0.4, 0.9, 5}, 3, 1));
    }

    @Test
    void needsComparisonsOfBothKinds() {
        assertThrows(IllegalArgumentException.class, () -> new ErrorRates(new double[0], new double[1]));
    }
}
