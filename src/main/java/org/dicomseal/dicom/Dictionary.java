package org.dicomseal.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry of data elements (PS3.6 chapter 6 to 8), from the resource dictionary.txt. Private elements are not in it. */
public final class Dictionary {

    /**
     * One line of the registry.
     *
     * @param vrs          one VR, or the choices (such as US, SS) where other elements decide
     * @param multiplicity the VM as PS3.6 writes it, such as {@code 1-n}
     * @param keyword      {@code -} for the few without one
     */
    public record Entry(List<VR> vrs, String multiplicity, String keyword) {
    }

    /** Entries such as (60xx,3000): which hexadecimal digits count, and their values. */
    private record Repeating(int mask, int value, Entry entry) {
    }

    private static final Map<Integer, Entry> ENTRIES = new HashMap<>(8192);
    private static final List<Repeating> REPEATING = new ArrayList<>();
    private static final Map<String, Integer> TAGS = new HashMap<>(8192);

    static {
        load();
    }

    private Dictionary() {
    }

    public static Optional<Entry> find(int tag) {
        Entry entry = ENTRIES.get(tag);
        if (entry != null) {
            return Optional.of(entry);
        }
        if (Tag.isPrivate(tag)) {
            return Optional.empty(); // repeating groups are even; (7Fxx,0010) must not claim (7FDF,0010), a private creator
        }
        return REPEATING.stream()
                .filter(repeating -> (tag & repeating.mask()) == repeating.value())
                .map(Repeating::entry)
                .findFirst();
    }

    /** The keyword, such as PatientName, or null. */
    public static String keyword(int tag) {
        return find(tag).map(Entry::keyword).orElse(null);
    }

    /** The tag of a keyword; repeating groups have none. */
    public static Optional<Integer> tag(String keyword) {
        return Optional.ofNullable(TAGS.get(keyword));
    }

    /** The VR where the tag alone decides: private creators are LO, group lengths UL, the unknown UN; of a choice the first. */
    public static VR vr(int tag) {
        if (Tag.isGroupLength(tag)) {
            return VR.UL;
        }
        if (Tag.isPrivateCreator(tag)) {
            return VR.LO;
        }
        return find(tag).map(entry -> entry.vrs().get(0)).orElse(VR.UN);
    }

    private static void load() {
        try (InputStream in = Dictionary.class.getResourceAsStream("dictionary.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    add(line.split(" "));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("dictionary.txt", e);
        }
    }

    private static void add(String[] field) {
        List<VR> vrs = new ArrayList<>();
        for (String vr : field[1].split("/")) {
            vrs.add(VR.valueOf(vr));
        }
        Entry entry = new Entry(List.copyOf(vrs), field[2], field[3]);
        String pattern = field[0];
        if (pattern.indexOf('x') < 0) {
            int tag = Integer.parseUnsignedInt(pattern, 16);
            ENTRIES.put(tag, entry);
            TAGS.put(entry.keyword(), tag);
        } else {
            int mask = Integer.parseUnsignedInt(pattern.replaceAll("[^x]", "F").replace('x', '0'), 16);
            REPEATING.add(new Repeating(mask, Integer.parseUnsignedInt(pattern.replace('x', '0'), 16), entry));
        }
    }
}
