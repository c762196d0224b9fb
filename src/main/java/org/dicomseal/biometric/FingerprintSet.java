package org.dicomseal.biometric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Images of several fingers, several impressions each, from files named FINGER_IMPRESSION.ext.
 *
 * @param fingers the impressions of each finger, in the order of their names
 */
public record FingerprintSet(Map<String, List<FingerprintImage>> fingers) {

    private static final Pattern NAME = Pattern.compile("(.+)_(\\d+)\\.(png|tif|tiff|bmp|jpg|jpeg)", Pattern.CASE_INSENSITIVE);
    private static final int MOST_DIGITS = 9;

    /** Is told of files that were left out. */
    @FunctionalInterface
    public interface LeftOut {
        void file(String name, String reason);
    }

    /** Whether a folder holds at least one file with such a name. */
    public static boolean isIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.anyMatch(file -> Files.isRegularFile(file) && NAME.matcher(file.getFileName().toString()).matches());
        }
    }

    /** Reads a folder. Files named otherwise, or that can't be read, are left out. */
    public static FingerprintSet read(Path folder, LeftOut leftOut) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, Map<Integer, FingerprintImage>> read = new TreeMap<>();
        for (Path file : files) {
            String fileName = file.getFileName().toString();
            Matcher name = NAME.matcher(fileName);
            if (!name.matches() || name.group(2).length() > MOST_DIGITS) {
                leftOut.file(fileName, "not named FINGER_IMPRESSION with the ending of a picture");
                continue;
            }
            try {
                FingerprintImage image = FingerprintImage.read(file);
                if (read.computeIfAbsent(name.group(1), finger -> new TreeMap<>()).putIfAbsent(Integer.valueOf(name.group(2)), image) != null) {
                    leftOut.file(fileName, "there is another file of this impression");
                }
            } catch (IOException | FingerprintRejected unreadable) {
                leftOut.file(fileName, unreadable.getMessage());
            }
        }
        Map<String, List<FingerprintImage>> fingers = new TreeMap<>();
        read.forEach((finger, impressions) -> fingers.put(finger, new ArrayList<>(impressions.values())));
        return new FingerprintSet(fingers);
    }

    /** The first fingers alone. */
    public FingerprintSet first(int count) {
        Map<String, List<FingerprintImage>> some = new TreeMap<>();
        fingers.entrySet().stream().limit(count).forEach(finger -> some.put(finger.getKey(), finger.getValue()));
        return new FingerprintSet(some);
    }

    /** Images in all. */
    public int images() {
        return fingers.values().stream().mapToInt(List::size).sum();
    }

    /** Invented fingers. */
    public static FingerprintSet synthetic(long firstFinger, int fingers, int impressions, double difficulty) {
        Map<String, List<FingerprintImage>> set = new TreeMap<>();
        for (int i = 0; i < fingers; i++) {
            SyntheticFingerprint finger = SyntheticFingerprint.grow(firstFinger + i);
            List<FingerprintImage> images = new ArrayList<>();
            for (int k = 0; k < impressions; k++) {
                images.add(finger.impression(k, difficulty));
            }
            set.put(String.format("%06d", firstFinger + i), images);
        }
        return new FingerprintSet(set);
    }
}
