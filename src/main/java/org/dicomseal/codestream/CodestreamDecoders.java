package org.dicomseal.codestream;

import java.util.Map;
import java.util.Optional;

/** Which transfer syntaxes (PS3.5 section 10, PS3.6 table A-1) can be decoded here, and why others can't. */
public final class CodestreamDecoders {

    private static final Map<String, CodestreamDecoder> DECODERS = Map.of();

    private CodestreamDecoders() {
    }

    /** The decoder of an encapsulated transfer syntax, or nothing where there is none: see {@link #whyNone}. */
    public static Optional<CodestreamDecoder> forSyntax(String transferSyntaxUid) {
        return Optional.ofNullable(DECODERS.get(transferSyntaxUid));
    }

    /** Why {@link #forSyntax} has no decoder for this transfer syntax: one short sentence for logs and metadata. */
    public static String whyNone(String transferSyntaxUid) {
        throw new UnsupportedOperationException();
    }
}
