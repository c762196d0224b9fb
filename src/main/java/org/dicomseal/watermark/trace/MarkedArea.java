package org.dicomseal.watermark.trace;

/** A picture with what reading it at any position needs: the sums of its blocks, and where it is neither black nor white. */
final class MarkedArea {

    private static final int MARGIN = 3;
    /** A carrier counts fully from this share of grey pixels on, and not at all below the other. */
    private static final double FULL_SHARE = 0.6;
    private static final double NO_SHARE = 0.35;

    private final GreyImage picture;
    private final BlockSums sums;
    private final BlockSums grey;
    private final BlockSums greyTiles;

    MarkedArea(GreyImage picture) {
        this.picture = picture;
        float[] flags = new float[picture.levels().length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = picture.levels()[i] > MARGIN && picture.levels()[i] < 255 - MARGIN ? 1 : 0;
        }
        GreyImage greyPixels = new GreyImage(picture.width(), picture.height(), flags);
        sums = new BlockSums(picture, TracePattern.BLOCK);
        grey = new BlockSums(greyPixels, TracePattern.BLOCK);
        greyTiles = new BlockSums(greyPixels, TracePattern.TILE);
    }

    GreyImage picture() {
        return picture;
    }

    /** The sums of the picture's levels over blocks. */
    BlockSums sums() {
        return sums;
    }

    /** 0 to 1: how much of a carrier could have been marked. Doesn't depend on the dithers, so it can't make a mark where there is none. */
    double weight(TracePattern pattern, int carrier, int x, int y) {
        double share = pattern.total(carrier, grey, x, y) / TracePattern.PIXELS;
        return Math.max(0, Math.min(1, (share - NO_SHARE) / (FULL_SHARE - NO_SHARE)));
    }

    /** False if hardly any carrier of the tile at (x, y) could have been marked. */
    boolean isGrey(int x, int y) {
        return greyTiles.block(x, y) > NO_SHARE * TracePattern.TILE * TracePattern.TILE;
    }

    /** Sees one tile. */
    interface Visitor {

        /**
         * @param x     column of the tile in the picture
         * @param y     row of it
         * @param first number of its first carrier in the pattern
         */
        void visit(int x, int y, int first);
    }

    /** Visits all tiles that lie in the picture as a whole and are grey, if the pattern's origin is at (left, top), not negative. */
    void forEachTile(int left, int top, int width, int height, Visitor visitor) {
        forEachTile(left, top, 1, width, height, visitor);
    }

    /** The same for every so-manieth tile across and down. */
    void forEachTile(int left, int top, int every, int width, int height, Visitor visitor) {
        int tile = TracePattern.TILE;
        for (int y = top % tile; y + tile <= height; y += every * tile) {
            for (int x = left % tile; x + tile <= width; x += every * tile) {
                if (isGrey(x, y)) {
                    visitor.visit(x, y, TracePattern.firstCarrier(Math.floorDiv(y - top, tile), Math.floorDiv(x - left, tile)));
                }
            }
        }
    }
}
