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

    /** Reads a folder; files named otherwise are left alone. */
    public static FingerprintSet read(Path folder) throws IOException, FingerprintRejected {
        Map<String, Map<Integer, Path>> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    files.computeIfAbsent(name.group(1), finger -> new TreeMap<>()).put(Integer.valueOf(name.group(2)), file);
                }
            }
        }
        Map<String, List<FingerprintImage>> fingers = new TreeMap<>();
        for (Map.Entry<String, Map<Integer, Path>> finger : files.entrySet()) {
            List<FingerprintImage> impressions = new ArrayList<>();
            for (Path file : finger.getValue().values()) {
                impressions.add(FingerprintImage.read(file));
            }
            fingers.put(finger.getKey(), impressions);
        }
        return new FingerprintSet(fingers);
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
