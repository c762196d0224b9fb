package org.dicomseal.seal;

/**
 * Which way an image's pixels took into the payload, for metadata and logs.
 *
 * @param syntaxUid transfer syntax in which the object came
 * @param note      what was done with codestreams, and why, in words; empty where there were none
 */
record PixelPath(String syntaxUid, String note) {

    /** Longest value of the attribute that holds the note (VR LO). */
    private static final int LONGEST = 64;

    /** The note as an attribute's value. */
    String shortNote() {
        String plain = note.replace('\\', '/').replaceAll("[^ -~]", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 3) + "...";
    }
}
