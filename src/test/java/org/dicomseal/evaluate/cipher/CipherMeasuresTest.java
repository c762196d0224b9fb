package org.dicomseal.evaluate.cipher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CipherMeasuresTest {

    private static byte[] noise(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void anEvenHistogramHasEightBitsAndNoChiSquare() {
        byte[] even = new byte[256 * 10];
        for (int i = 0; i < even.length; i++) {
            even[i] = (byte) i;
        }
        ByteHistogram histogram = ByteHistogram.of(even, 0);
        assertEquals(8.0, histogram.entropy(), 1e-12);
        assertEquals(0.0, histogram.chiSquare());
        assertEquals(1.0, histogram.chiSquareProbability(), 1e-12);
    }

    @Test
    void knownHistogramsHaveTheirEntropyAndChiSquare() {
        byte[] two = new byte[4096];
        Arrays.fill(two, 0, 2048, (byte) 200);
        assertEquals(1.0, ByteHistogram.of(two, 0).entropy(), 1e-12);
        assertEquals(0.0, ByteHistogram.of(new byte[2000], 0).entropy(), 1e-12);
        // 4096 bytes of two values: 2 (2048 - 16)^2 / 16 + 254 * 16
        assertEquals(2 * 2032.0 * 2032 / 16 + 254 * 16, ByteHistogram.of(two, 0).chiSquare(), 1e-6);
        assertEquals(0.0, ByteHistogram.of(two, 0).chiSquareProbability(), 1e-12);
    }

    @Test
    void bytesBeforeTheFirstAreNotCounted() {
        assertEquals(96, ByteHistogram.of(new byte[100], 4).total());
        assertEquals(0, ByteHistogram.of(new byte[2], 4).total());
    }

    @Test
    void tooFewBytesHaveNoProbability() {
        assertTrue(Double.isNaN(ByteHistogram.of(noise(1, 1279), 0).chiSquareProbability()));
        assertFalse(Double.isNaN(ByteHistogram.of(noise(1, 1280), 0).chiSquareProbability()));
    }

    /** Values of the chi-square distribution from tables (Abramowitz and Stegun, table 26.8). */
    @Test
    void chiSquareAgreesWithTables() {
        assertEquals(0.05, ChiSquare.exceeding(3.841459, 1), 1e-6);
        assertEquals(0.01, ChiSquare.exceeding(23.20925, 10), 1e-6);
        assertEquals(0.95, ChiSquare.exceeding(77.92947, 100), 1e-6);
        assertEquals(Math.exp(-3), ChiSquare.exceeding(6, 2), 1e-12);
        assertEquals(0.05, ChiSquare.exceeding(293.2478, 255), 1e-5);
        assertEquals(1, ChiSquare.exceeding(0, 255));
    }

    @Test
    void randomBytesAreAsEvenAsRandomBytes() {
        int unlikely = 0;
        double deficit = 0;
        for (int seed = 0; seed < 400; seed++) {
            ByteHistogram histogram = ByteHistogram.of(noise(seed, 20_000), 0);
            unlikely += histogram.chiSquareProbability() < 0.05 ? 1 : 0;
            deficit += histogram.expectedEntropy() - histogram.entropy();
        }
        assertTrue(unlikely >= 8 && unlikely <= 36, "20 expected, not " + unlikely);
        assertEquals(0, deficit / 400, 1e-4);
    }

    @Test
    void randomPairsDifferAsExpected() {
        DifferenceRates rates = DifferenceRates.of(noise(1, 1 << 20), noise(2, 1 << 20));
        assertEquals(0.99609, rates.npcr(), 0.0002);
        assertEquals(0.33463, rates.uaci(), 0.0006);
        int passed = 0;
        for (int seed = 0; seed < 300; seed++) {
            passed += DifferenceRates.of(noise(seed, 65536), noise(1000 + seed, 65536)).looksIndependent() ? 1 : 0;
        }
        assertTrue(passed >= 284 && passed < 300, "294 expected, not " + passed);
    }

    /** Wu, Noonan and Agaian (2011), tables for 256 x 256 and 512 x 512 at the level of 1 %. */
    @Test
    void theBoundsAreThePublishedOnes() {
        DifferenceRates small = new DifferenceRates(256 * 256, 0, 0);
        assertEquals(0.995527, small.leastNpcr(), 1e-6);
        assertEquals(0.332255, DifferenceRates.EXPECTED_UACI - small.uaciTolerance(), 1e-6);
        DifferenceRates large = new DifferenceRates(512 * 512, 0, 0);
        assertEquals(0.995810, large.leastNpcr(), 1e-6);
        assertEquals(0.333445, DifferenceRates.EXPECTED_UACI - large.uaciTolerance(), 1e-6);
        assertEquals(0.335826, DifferenceRates.EXPECTED_UACI + large.uaciTolerance(), 1e-6);
    }

    @Test
    void equalAndOppositePairsAreTheExtremes() {
        byte[] bytes = noise(3, 1000);
        assertEquals(new DifferenceRates(1000, 0, 0), DifferenceRates.of(bytes, bytes));
        byte[] white = new byte[500];
        Arrays.fill(white, (byte) 255);
        assertEquals(new DifferenceRates(500, 1, 1), DifferenceRates.of(white, new byte[700]));
    }

    @Test
    void neighboursAreToldInEachDirection() {
        int width = 64;
        float[] rows = new float[width * width];
        float[] columns = new float[width * width];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i / width % 2;
            columns[i] = i % width % 2;
        }
        NeighbourCorrelation inRows = NeighbourCorrelation.of(rows, width);
        assertEquals(1, inRows.horizontal(), 1e-9);
        assertEquals(-1, inRows.vertical(), 1e-3);
        assertEquals(-1, inRows.diagonal(), 1e-3);
        NeighbourCorrelation inColumns = NeighbourCorrelation.of(columns, width);
        assertEquals(-1, inColumns.horizontal(), 1e-3);
        assertEquals(1, inColumns.vertical(), 1e-9);
    }

    @Test
    void noiseHasNoNeighboursAndAConstantNone() {
        Random random = new Random(5);
        float[] values = new float[512 * 512];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(65536);
        }
        NeighbourCorrelation noise = NeighbourCorrelation.of(values, 512);
        assertEquals(0, noise.horizontal(), 0.01);
        assertEquals(0, noise.vertical(), 0.01);
        assertEquals(0, noise.diagonal(), 0.01);
        assertTrue(Double.isNaN(NeighbourCorrelation.of(new float[100], 10).horizontal()));
        assertTrue(Double.isNaN(NeighbourCorrelation.of(new float[0], 10).vertical()));
        assertEquals(1, NeighbourCorrelation.between(values, values), 1e-12);
    }
}
