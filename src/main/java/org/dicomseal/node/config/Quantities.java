package org.dicomseal.node.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as people write them. */
final class Quantities {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,15})\\s*([a-zA-Z]*)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES = Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30, "t", 1L << 40);

    private Quantities() {
    }

    /** A positive time, as {@code 250ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 14d}. */
    static Duration duration(String text) {
        long millis = amount(text, MILLIS);
        if (millis == 0) {
            throw new IllegalArgumentException(text);
        }
        return Duration.ofMillis(millis);
    }

    /** A size in bytes, as {@code 512}, {@code 128k}, {@code 64m}, {@code 10g}, {@code 2t}, in powers of 1024. */
    static long bytes(String text) {
        return amount(text.toLowerCase(), BYTES);
    }

    private static long amount(String text, Map<String, Long> units) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException(text);
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), units.get(matcher.group(2)));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
