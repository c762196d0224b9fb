package org.dicomseal.codestream;

import java.util.Map;
import java.util.Optional;

/** Which transfer syntaxes (PS3.5 section 10, PS3.6 table A-1) can be decoded here, and why others can't. */
public final class CodestreamDecoders {

    private static final Map<String, CodestreamDecoder> DECODERS = Map.of(
            "1.2.840.10008.1.2.5", new RleDecoder(),
            "1.2.840.10008.1.2.8.1", new DeflatedFrameDecoder(),
            "1.2.840.10008.1.2.4.57", new LosslessJpegDecoder(),
            "1.2.840.10008.1.2.4.70", new LosslessJpegDecoder(),
            "1.2.840.10008.1.2.4.80", new JpegLsDecoder(),
            "1.2.840.10008.1.2.4.81", new JpegLsDecoder());

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
