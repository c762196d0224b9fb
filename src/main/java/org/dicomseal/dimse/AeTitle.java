package org.dicomseal.dimse;

/** What PS3.5 section 6.2 lets an application entity title be. */
public final class AeTitle {

    private static final int LONGEST = 16;

    private AeTitle() {
    }

    /**
     * The title without padding.
     *
     * @throws IllegalArgumentException if it is no AE title: 1 to 16 printable ASCII characters without backslash
     */
    public static String require(String title) {
        String bare = title.strip();
        boolean printable = bare.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '\\');
        if (bare.isEmpty() || bare.length() > LONGEST || !printable) {
            throw new IllegalArgumentException("\"" + title + "\" is no AE title: "
                    + "1 to 16 printable ASCII characters without backslash");
        }
        return bare;
    }
}
