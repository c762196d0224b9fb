package org.dicomseal.codestream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Coding parameters of a tile, or the defaults of all tiles, as the headers' marker segments set them; and where its packets are. */
final class TileParameters {

    private final int components;
    private TileStyle style;
    private BlockCoding coding;
    private Quantization quantization;
    private final BlockCoding[] ownCoding;
    private final Quantization[] ownQuantization;
    private final List<int[]> parts = new ArrayList<>();

    TileParameters(int components) {
        this.components = components;
        this.ownCoding = new BlockCoding[components];
        this.ownQuantization = new Quantization[components];
    }

    /** A tile's parameters before its own header is read. */
    static TileParameters of(TileParameters main) {
        TileParameters tile = new TileParameters(main.components);
        tile.style = main.style;
        tile.coding = main.coding;
        tile.quantization = main.quantization;
        System.arraycopy(main.ownCoding, 0, tile.ownCoding, 0, main.components);
        System.arraycopy(main.ownQuantization, 0, tile.ownQuantization, 0, main.components);
        return tile;
    }

    void readCod(Segment segment, boolean ofTile) throws CodestreamException {
        int flags = segment.uint8();
        style = TileStyle.read(segment, flags);
        coding = BlockCoding.read(segment, (flags & 1) != 0);
        if (ofTile) {
            // A tile's COD counts more than the main header's COC (T.800 A.6.1).
            Arrays.fill(ownCoding, null);
        }
    }

    void readCoc(Segment segment) throws CodestreamException {
        int component = component(segment);
        ownCoding[component] = BlockCoding.read(segment, (segment.uint8() & 1) != 0);
    }

    void readQcd(Segment segment, boolean ofTile) throws CodestreamException {
        quantization = Quantization.read(segment);
        if (ofTile) {
            Arrays.fill(ownQuantization, null);
        }
    }

    void readQcc(Segment segment) throws CodestreamException {
        int component = component(segment);
        ownQuantization[component] = Quantization.read(segment);
    }

    private int component(Segment segment) throws CodestreamException {
        int component = segment.uint8();
        if (component >= components) {
            throw CodestreamException.at(segment.position(), "a header of component " + component + ", which the image doesn't have");
        }
        return component;
    }

    void addPart(int start, int end) {
        parts.add(new int[] {start, end});
    }

    List<int[]> parts() {
        return parts;
    }

    TileStyle style() {
        return style;
    }

    BlockCoding coding(int component) {
        return ownCoding[component] != null ? ownCoding[component] : coding;
    }

    Quantization quantization(int component) {
        return ownQuantization[component] != null ? ownQuantization[component] : quantization;
    }

    boolean isComplete() {
        for (int c = 0; c < components; c++) {
            if (coding(c) == null || quantization(c) == null) {
                return false;
            }
        }
        return style != null;
    }

    /** No component loses anything by its wavelet, quantization or component transform. */
    boolean isReversible() {
        for (int c = 0; c < components; c++) {
            if (!coding(c).reversible() || !quantization(c).isExact()) {
                return false;
            }
        }
        return true;
    }
}
