package org.dicomseal.dicom;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a data set is laid out, and what its codestreams may have lost (PS3.5 chapter 10 and annex A).
 *
 * @param explicitVr   VRs are written with the elements
 * @param bigEndian    Explicit VR Big Endian, retired but alive
 * @param deflated     the whole data set after the file meta information is a raw deflate stream
 * @param encapsulated pixel data at the top level is fragments
 */
public record TransferSyntax(String uid, String name, boolean explicitVr, boolean bigEndian, boolean deflated,
                             boolean encapsulated, Fidelity fidelity) {

    /** What the syntax itself says about the loss of its pixel data. */
    public enum Fidelity {
        /** not compressed */
        NATIVE,
        /** always reversible */
        LOSSLESS,
        /** never taken as reversible */
        LOSSY,
        /** only the codestream knows */
        EITHER,
        /** nobody told us */
        UNKNOWN
    }

    public static final TransferSyntax IMPLICIT_LE =
            uncompressed(Uids.IMPLICIT_VR_LITTLE_ENDIAN, false, false, false);
    public static final TransferSyntax EXPLICIT_LE =
            uncompressed(Uids.EXPLICIT_VR_LITTLE_ENDIAN, true, false, false);
    public static final TransferSyntax EXPLICIT_BE =
            uncompressed(Uids.EXPLICIT_VR_BIG_ENDIAN, true, true, false);
    public static final TransferSyntax DEFLATED_LE =
            uncompressed(Uids.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, true, false, true);

    private static final String JPEG_ARC = "1.2.840.10008.1.2.4.";
    private static final String PAPYRUS = "1.2.840.10008.1.20";

    /** JPIP syntaxes: explicit VR, the pixel data elsewhere; the second of each pair is deflated. */
    private static final Map<String, Boolean> REFERENCED = Map.of(
            JPEG_ARC + "94", false, JPEG_ARC + "95", true, JPEG_ARC + "204", false, JPEG_ARC + "205", true);

    private static final Set<String> LOSSLESS = Set.of(JPEG_ARC + "57", JPEG_ARC + "58", JPEG_ARC + "65", JPEG_ARC + "66",
            JPEG_ARC + "70", JPEG_ARC + "80", JPEG_ARC + "90", JPEG_ARC + "92", JPEG_ARC + "110", JPEG_ARC + "201",
            JPEG_ARC + "202", Uids.RLE_LOSSLESS, Uids.DEFLATED_IMAGE_FRAME, "1.2.840.10008.1.2.1.98");

    private static final Set<String> EITHER = Set.of(JPEG_ARC + "91", JPEG_ARC + "93", JPEG_ARC + "112", JPEG_ARC + "203");

    private static final Map<String, TransferSyntax> KNOWN = UidRegistry.entries().values().stream()
            .filter(entry -> entry.kind() == UidRegistry.Kind.TS)
            .map(entry -> describe(entry.uid()))
            .collect(Collectors.toUnmodifiableMap(TransferSyntax::uid, syntax -> syntax));

    /** The syntax of a UID; an unknown UID is taken as encapsulated explicit little endian, as PS3.5 A.4 has all new ones. */
    public static TransferSyntax of(String uid) {
        TransferSyntax known = KNOWN.get(uid);
        return known != null ? known : encapsulated(uid, Fidelity.UNKNOWN);
    }

    public static boolean isKnown(String uid) {
        return KNOWN.containsKey(uid);
    }

    /** All registered ones, ordered by UID text. */
    public static List<TransferSyntax> all() {
        return KNOWN.values().stream().sorted((a, b) -> a.uid().compareTo(b.uid())).toList();
    }

    private static TransferSyntax describe(String uid) {
        for (TransferSyntax plain : List.of(IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, DEFLATED_LE)) {
            if (plain.uid().equals(uid)) {
                return plain;
            }
        }
        if (uid.equals(PAPYRUS)) {
            return uncompressed(uid, false, false, false);
        }
        if (REFERENCED.containsKey(uid)) {
            return new TransferSyntax(uid, UidRegistry.name(uid), true, false, REFERENCED.get(uid), false, Fidelity.UNKNOWN);
        }
        if (LOSSLESS.contains(uid)) {
            return encapsulated(uid, Fidelity.LOSSLESS);
        }
        if (EITHER.contains(uid)) {
            return encapsulated(uid, Fidelity.EITHER);
        }
        return encapsulated(uid, uid.startsWith(JPEG_ARC) ? Fidelity.LOSSY : Fidelity.UNKNOWN);
    }

    private static TransferSyntax uncompressed(String uid, boolean explicitVr, boolean bigEndian, boolean deflated) {
        return new TransferSyntax(uid, UidRegistry.name(uid), explicitVr, bigEndian, deflated, false, Fidelity.NATIVE);
    }

    private static TransferSyntax encapsulated(String uid, Fidelity fidelity) {
        return new TransferSyntax(uid, UidRegistry.name(uid), true, false, false, true, fidelity);
    }

    Encoding encoding() {
        if (!explicitVr) {
            return Encoding.IMPLICIT_LE;
        }
        return bigEndian ? Encoding.EXPLICIT_BE : Encoding.EXPLICIT_LE;
    }

    @Override
    public String toString() {
        return name.equals(uid) ? uid : name + " (" + uid + ")";
    }
}
