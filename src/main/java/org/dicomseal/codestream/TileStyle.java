package org.dicomseal.codestream;

/**
 * What holds for a whole tile (ITU-T T.800 A.6.1).
 *
 * @param startMarkers        packets may start with an SOP marker segment
 * @param endMarkers          packet headers end with an EPH marker
 * @param progression         order of the packets (table A.16)
 * @param layers              quality layers, 1 to 65535
 * @param componentTransform  the first three components are transformed, reversibly (RCT) or not (ICT) as the wavelet is
 */
record TileStyle(boolean startMarkers, boolean endMarkers, int progression, int layers, boolean componentTransform) {

    static final int LAYER_RESOLUTION_COMPONENT_POSITION = 0;
    static final int RESOLUTION_LAYER_COMPONENT_POSITION = 1;
    static final int RESOLUTION_POSITION_COMPONENT_LAYER = 2;
    static final int POSITION_COMPONENT_RESOLUTION_LAYER = 3;
    static final int COMPONENT_POSITION_RESOLUTION_LAYER = 4;

    static TileStyle read(Segment segment, int flags) throws CodestreamException {
        int progression = segment.uint8();
        int layers = segment.uint16();
        int transform = segment.uint8();
        if (progression > 4 || layers == 0 || transform > 1) {
            throw CodestreamException.at(segment.position(), "a coding style that JPEG 2000 Part 1 doesn't have");
        }
        return new TileStyle((flags & 2) != 0, (flags & 4) != 0, progression, layers, transform == 1);
    }
}
