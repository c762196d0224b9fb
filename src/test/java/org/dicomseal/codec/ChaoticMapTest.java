package org.dicomseal.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ChaoticMapTest {

    private static final int BITS = 1 << 20;
    private static final int SEEDS = 8;

    private static ChaoticMap seeded(int seed) {
        Random random = new Random(seed);
        return new ChaoticMap(ChaoticMap.coordinate(random.nextLong()), ChaoticMap.coordinate(random.nextLong()));
    }

    private static byte[] bits(ChaoticMap map, int count) {
        byte[] bits = new byte[count];
        long word = 0;
        for (int i = 0; i < count; i++) {
            if (i % ChaoticMap.BITS == 0) {
                word = map.next();
            }
            bits[i] = (byte) (word >>> ChaoticMap.BITS - 1 - i % ChaoticMap.BITS & 1);
        }
        return bits;
    }

    @Test
    void theOrbitIsTheSameOnEveryMachine() {
        ChaoticMap map = new ChaoticMap(0.25, 0.5);
        StringBuilder first = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            first.append(Long.toHexString(map.next())).append(' ');
        }
        for (int i = 0; i < 100_000; i++) {
            map.next();
        }
        assertEquals("7ee4fffc4704 12423d87b4fd 59f96fd023a9 5d194dfb92a8 4021c8ea255a", first + Long.toHexString(map.next()));
    }

    @Test
    void theOrbitStaysInTheUnitSquareAndNeverSettles() {
        for (int seed = 0; seed < SEEDS; seed++) {
            ChaoticMap map = seeded(seed);
            Set<Double> seen = new HashSet<>();
            for (int i = 0; i < 200_000; i++) {
                map.next();
                assertTrue(map.x() >= 0 && map.x() < 1 && map.y() >= 0 && map.y() < 1, "a step left the unit square");
                seen.add(map.x());
            }
            assertTrue(seen.size() > 199_000, () -> "only " + seen.size() + " places in 200,000 steps");
        }
    }

    @Test
    void orbitsFromNeighbouringSeedsPartAtOnce() {
        ChaoticMap one = new ChaoticMap(0.3, 0.6);
        ChaoticMap other = new ChaoticMap(0.3 + 0x1p-50, 0.6);
        int differing = 0;
        for (int i = 0; i < 1000; i++) {
            differing += Long.bitCount(one.next() ^ other.next());
        }
        assertEquals(0.5, differing / 1000.0 / ChaoticMap.BITS, 0.02);
    }

    @Test
    void cornersOfTheUnitSquareAreSeedsLikeAnyOther() {
        for (double corner : new double[] {0, 0x1p-53, 1 - 0x1p-53}) {
            Map<String, Double> p = RandomnessBattery.run(bits(new ChaoticMap(corner, corner), BITS));
            assertTrue(p.get("2.1 frequency") > 0.001, () -> corner + ": " + p);
        }
    }

    /** The map's own bits, before anything is combined with them. Of eight ideal sequences 99.7 % pass at least seven times. */
    @Test
    void theExtractedBitsPassTheStatisticalTests() {
        Map<String, List<Double>> all = new TreeMap<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomnessBattery.run(bits(seeded(seed), BITS)).forEach((test, p) -> all.computeIfAbsent(test, t -> new ArrayList<>()).add(p));
        }
        all.forEach((test, p) -> {
            long passed = p.stream().filter(value -> value >= 0.01).count();
            assertTrue(passed >= SEEDS - 1 && Collections.min(p) > 1e-4, () -> test + ": " + p);
        });
    }

    @Test
    void theBatteryRejectsWhatIsNotRandom() {
        byte[] periodic = new byte[BITS];
        byte[] biased = new byte[BITS];
        Random random = new Random(1);
        for (int i = 0; i < BITS; i++) {
            periodic[i] = (byte) (i * 7 % 13 & 1);
            biased[i] = (byte) (random.nextInt(100) < 51 ? 1 : 0);
        }
        assertTrue(RandomnessBattery.run(periodic).values().stream().filter(p -> p < 0.01).count() >= 6);
        assertTrue(RandomnessBattery.frequency(biased) < 1e-4);
        assertTrue(RandomnessBattery.cumulativeSums(biased) < 1e-4);
    }
}
