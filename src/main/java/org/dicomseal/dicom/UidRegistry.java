package org.dicomseal.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names of registered UIDs, from the resource uids.txt. */
public final class UidRegistry {

    /** What a UID stands for. */
    enum Kind { TS, SOP, META, SERVICE, CONTEXT, INSTANCE }

    record Entry(String uid, Kind kind, boolean retired, String name) {
    }

    private static final Map<String, Entry> ENTRIES = load();

    private UidRegistry() {
    }

    /** The registered name, or the UID itself where it isn't registered. */
    public static String name(String uid) {
        Entry entry = ENTRIES.get(uid);
        return entry == null ? uid : entry.name();
    }

    static Map<String, Entry> entries() {
        return ENTRIES;
    }

    private static Map<String, Entry> load() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try (InputStream in = UidRegistry.class.getResourceAsStream("uids.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] field = line.split("\t");
                    entries.put(field[0], new Entry(field[0], Kind.valueOf(field[1]), field[2].equals("R"), field[3]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("uids.txt", e);
        }
        return Collections.unmodifiableMap(entries);
    }
}
