package org.dicomseal.node.config;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what was meant. */
final class Spelling {

    private Spelling() {
    }

    /** {@code " (did you mean 'x'?)"} for the nearest candidate, if one is near; else all of them, if they are few. */
    static String hint(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> distance(word.toLowerCase(), candidate.toLowerCase()) <= (candidate.length() + 2) / 3)
                .min(Comparator.comparingInt(candidate -> distance(word.toLowerCase(), candidate.toLowerCase())))
                .map(candidate -> " (did you mean '" + candidate + "'?)")
                .orElse(candidates.isEmpty() ? "" : " (known: " + String.join(", ", candidates.stream().sorted().toList()) + ")");
    }

    /** Levenshtein's distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
