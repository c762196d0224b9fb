package org.dicomseal.keys;

/** What a key derived from the root alone is for: what a node must be able to do before anybody has shown a finger. */
public enum RootPurpose {
    /** Wraps the keys of files at rest in the spool. */
    SPOOL("spool"),
    /** Encrypts the fingerprint's helper data. */
    HELPER("helper"),
    /** The keyed digest by which a node knows the UIDs of objects that it sealed. */
    KNOWN_OBJECTS("known");

    private final String label;

    RootPurpose(String label) {
        this.label = label;
    }

    /** The name that goes into the derivation. */
    public String label() {
        return label;
    }
}
