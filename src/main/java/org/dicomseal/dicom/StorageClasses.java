package org.dicomseal.dicom;

import java.util.List;

/** SOP classes of the Storage Service Class (PS3.4 B.5), current and retired. */
public final class StorageClasses {

    private static final String ARC = "1.2.840.10008.5.1.4.1.1.";

    private static final List<String> ALL = UidRegistry.entries().values().stream()
            .filter(entry -> entry.kind() == UidRegistry.Kind.SOP && isStorageName(entry.name()))
            .map(UidRegistry.Entry::uid)
            .toList();

    private StorageClasses() {
    }

    /** Every registered one, in UID order. */
    public static List<String> all() {
        return ALL;
    }

    /**
     * True for registered storage classes and for unknown UIDs in DICOM's own storage arc, so that a class younger than
     * this list is taken too. Private classes are not known here.
     */
    public static boolean isStorage(String uid) {
        UidRegistry.Entry entry = UidRegistry.entries().get(uid);
        return entry == null ? uid.startsWith(ARC) : isStorageName(entry.name());
    }

    private static boolean isStorageName(String name) {
        return name.matches(".* Storage( SOP Class)?( - .*)?") && !name.startsWith("Media Storage Directory");
    }
}
