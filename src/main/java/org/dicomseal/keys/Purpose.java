package org.dicomseal.keys;

/** What a key derived from root and second factor is for. Keys of different purposes tell nothing of each other. */
public enum Purpose {
    /** Sealing and unsealing objects. */
    SEAL("seal"),
    /** Positions and tags of the reversible mark and the tamper map. */
    WATERMARK("wm"),
    /** The owner code. */
    OWNER("owner"),
    /** The trace mark. */
    TRACE("trace");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    /** The name that goes into the derivation. */
    public String label() {
        return label;
    }
}
