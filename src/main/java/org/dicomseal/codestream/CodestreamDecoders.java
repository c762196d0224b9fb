package org.dicomseal.codestream;

import java.util.Map;
import java.util.Optional;

/** Which transfer syntaxes (PS3.5 section 10, PS3.6 table A-1) can be decoded here, and why others can't. */
public final class CodestreamDecoders {

    private static final Map<String, CodestreamDecoder> DECODERS = Map.of(
            "1.2.840.10008.1.2.5", new RleDecoder(),
            "1.2.840.10008.1.2.8.1", new DeflatedFrameDecoder(),
            "1.2.840.10008.1.2.4.50", new JpegDecoder(false),
            "1.2.840.10008.1.2.4.51", new JpegDecoder(false),
            "1.2.840.10008.1.2.4.57", new JpegDecoder(true),
            "1.2.840.10008.1.2.4.70", new JpegDecoder(true),
            "1.2.840.10008.1.2.4.80", new JpegLsDecoder(),
            "1.2.840.10008.1.2.4.81", new JpegLsDecoder(),
            "1.2.840.10008.1.2.4.90", new Jpeg2000Decoder(),
            "1.2.840.10008.1.2.4.91", new Jpeg2000Decoder());

    private static final String NO_HTJ2K = "High-Throughput JPEG 2000 isn't decoded here";
    private static final String NO_JPEG_XL = "JPEG XL isn't decoded here";
    private static final String NO_VIDEO = "video isn't decoded here";
    private static final String RETIRED = "a retired JPEG process isn't decoded here";

    private static final Map<String, String> NONE = Map.ofEntries(
            Map.entry("1.2.840.10008.1.2.4.53", RETIRED),
            Map.entry("1.2.840.10008.1.2.4.55", RETIRED),
            Map.entry("1.2.840.10008.1.2.4.92", "multi-component JPEG 2000 (Part 2) isn't decoded here"),
            Map.entry("1.2.840.10008.1.2.4.93", "multi-component JPEG 2000 (Part 2) isn't decoded here"),
            Map.entry("1.2.840.10008.1.2.4.100", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.100.1", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.101", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.101.1", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.102", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.102.1", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.103", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.103.1", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.104", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.104.1", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.105", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.105.1", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.106", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.106.1", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.107", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.108", NO_VIDEO),
            Map.entry("1.2.840.10008.1.2.4.94", "pixels that a JPIP provider holds aren't in the object"),
            Map.entry("1.2.840.10008.1.2.4.95", "pixels that a JPIP provider holds aren't in the object"),
            Map.entry("1.2.840.10008.1.2.4.110", NO_JPEG_XL),
            Map.entry("1.2.840.10008.1.2.4.111", NO_JPEG_XL),
            Map.entry("1.2.840.10008.1.2.4.112", NO_JPEG_XL),
            Map.entry("1.2.840.10008.1.2.4.201", NO_HTJ2K),
            Map.entry("1.2.840.10008.1.2.4.202", NO_HTJ2K),
            Map.entry("1.2.840.10008.1.2.4.203", NO_HTJ2K),
            Map.entry("1.2.840.10008.1.2.4.204", NO_HTJ2K),
            Map.entry("1.2.840.10008.1.2.4.205", NO_HTJ2K));

    private CodestreamDecoders() {
    }

    /** The decoder of an encapsulated transfer syntax, or nothing where there is none: see {@link #whyNone}. */
    public static Optional<CodestreamDecoder> forSyntax(String transferSyntaxUid) {
        return Optional.ofNullable(DECODERS.get(transferSyntaxUid));
    }

    /** Why {@link #forSyntax} has no decoder for this transfer syntax: one short sentence for logs and metadata. */
    public static String whyNone(String transferSyntaxUid) {
        if (DECODERS.containsKey(transferSyntaxUid)) {
            throw new IllegalArgumentException(transferSyntaxUid + " has a decoder");
        }
        return NONE.getOrDefault(transferSyntaxUid, "no decoder for transfer syntax " + transferSyntaxUid);
    }
}
