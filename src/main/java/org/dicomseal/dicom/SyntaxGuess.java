package org.dicomseal.dicom;

import java.io.IOException;
import java.util.List;

/**
 * Tells a data set's layout from its first element: for files without file meta information, and for those whose file
 * meta information is wrong about it.
 */
final class SyntaxGuess {

    private static final int HEADER = 8;
    private static final int LONGEST_FIRST_VALUE = 0x4000;

    private SyntaxGuess() {
    }

    /** The layout of what comes next in the input, or null where nothing can be told. */
    static TransferSyntax next(DicomInput input) throws IOException {
        if (input.peek(HEADER) < HEADER) {
            return null;
        }
        for (TransferSyntax candidate : List.of(TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE)) {
            if (isExplicit(input.peeked(), input.peekedFrom(), candidate.encoding())) {
                return candidate;
            }
        }
        Encoding implicit = Encoding.IMPLICIT_LE;
        int tag = implicit.tag(input.peeked(), input.peekedFrom());
        long length = implicit.u32(input.peeked(), input.peekedFrom() + 4);
        return isFirst(tag) && length <= LONGEST_FIRST_VALUE ? TransferSyntax.IMPLICIT_LE : null;
    }

    private static boolean isExplicit(byte[] bytes, int at, Encoding encoding) {
        int tag = encoding.tag(bytes, at);
        VR vr = VR.ofCode(bytes[at + 4], bytes[at + 5]);
        if (vr == null || !isFirst(tag)) {
            return false;
        }
        List<VR> expected = Dictionary.find(tag).map(Dictionary.Entry::vrs).orElse(List.of(Dictionary.vr(tag)));
        return expected.contains(vr) || vr == VR.UN;
    }

    /** Data sets begin with the identification in group 0008 or, where that is missing, with a group soon after it. */
    private static boolean isFirst(int tag) {
        int group = Tag.group(tag);
        boolean known = Tag.isGroupLength(tag) || Tag.isPrivate(tag) || Dictionary.find(tag).isPresent();
        return group >= 0x0004 && group <= 0x0010 && known;
    }
}
