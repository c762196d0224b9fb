package org.dicomseal.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Words that were given for something, each good for that once and for a short time. */
final class Confirmed {

    static final Duration VALID = Duration.ofMinutes(2);
    private static final int MOST = 1000;

    private record Word(String word, long at) {
    }

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Word> given = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Word> eldest) {
            return size() > MOST;
        }
    };

    /** A new word for a subject; the one before counts no more. */
    synchronized String word(String subject) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        String word = HexFormat.of().formatHex(bytes);
        given.put(subject, new Word(word, System.nanoTime()));
        return word;
    }

    /** Whether this is the subject's word; it is used up then. */
    synchronized boolean confirms(String subject, String word) {
        Word known = given.get(subject);
        boolean right = known != null && System.nanoTime() - known.at < VALID.toNanos()
                && MessageDigest.isEqual(known.word.getBytes(StandardCharsets.US_ASCII), word.getBytes(StandardCharsets.UTF_8));
        if (right) {
            given.remove(subject);
        }
        return right;
    }
}
