package org.dicomseal.dimse;

/** How this implementation names itself to peers (PS3.7 annex D.3.3.2). */
public final class Implementation {

    /** Implementation Class UID: below 2.25, from a UUID made for this project (PS3.5 annex B.2). */
    public static final String CLASS_UID = "2.25.82611891763157816991021269224291174922";

    /** Implementation Version Name, at most 16 characters. */
    public static final String VERSION_NAME = "DICOMSEAL_1";

    private Implementation() {
    }
}
