package org.dicomseal.codestream;

/**
 * Image and tile size (ITU-T T.800 A.5.1).
 *
 * @param image      the image on the reference grid
 * @param tileLeft   origin of the tile grid, with tileTop
 * @param tileWidth  nominal size of a tile, with tileHeight
 * @param precisions bits of each component's samples
 * @param signed     for each component, whether its samples are two's complement
 */
record Jpeg2000Size(Area image, int tileLeft, int tileTop, int tileWidth, int tileHeight, int[] precisions, boolean[] signed) {

    /** Far above DICOM's 65535, far below where sums of coordinates overflow. */
    private static final int MAX_COORDINATE = 1 << 28;
    private static final int MAX_TILES = 65535;
    private static final int MAX_PRECISION = 24;

    static Jpeg2000Size read(Segment segment) throws CodestreamException {
        segment.uint16();
        int[] grid = new int[8];
        for (int i = 0; i < grid.length; i++) {
            long value = segment.uint32();
            // A tile may be announced far larger than the image.
            grid[i] = (int) Math.min(value, MAX_COORDINATE);
            if (value > MAX_COORDINATE && i != 4 && i != 5) {
                throw CodestreamException.at(segment.position(), "an image that reaches to " + value);
            }
        }
        Area image = new Area(grid[2], grid[3], grid[0], grid[1]);
        int components = segment.uint16();
        if (components < 1 || components > 4 || segment.remaining() != 3 * components) {
            throw CodestreamException.at(segment.position(), "an image of " + components + " components");
        }
        int[] precisions = new int[components];
        boolean[] signed = new boolean[components];
        for (int c = 0; c < components; c++) {
            int depth = segment.uint8();
            precisions[c] = (depth & 0x7F) + 1;
            signed[c] = depth > 0x7F;
            if (precisions[c] > MAX_PRECISION) {
                throw CodestreamException.at(segment.position(), "JPEG 2000 samples of " + precisions[c] + " bits aren't decoded");
            }
            if (precisions[c] != precisions[0]) {
                throw CodestreamException.at(segment.position(), "JPEG 2000 components of unlike precision aren't decoded");
            }
            if (segment.uint8() != 1 || segment.uint8() != 1) {
                throw CodestreamException.at(segment.position(), "subsampled JPEG 2000 components aren't decoded");
            }
        }
        Jpeg2000Size size = new Jpeg2000Size(image, grid[6], grid[7], grid[4], grid[5], precisions, signed);
        boolean sound = !image.isEmpty() && grid[4] > 0 && grid[5] > 0 && grid[6] <= image.left() && grid[7] <= image.top()
                && grid[6] + grid[4] > image.left() && grid[7] + grid[5] > image.top();
        if (!sound || (long) size.tileColumns() * size.tileRows() > MAX_TILES) {
            throw CodestreamException.at(segment.position(), "an image and tile size that can't be");
        }
        return size;
    }

    int components() {
        return precisions.length;
    }

    int tileColumns() {
        return (image.right() - tileLeft + tileWidth - 1) / tileWidth;
    }

    int tileRows() {
        return (image.bottom() - tileTop + tileHeight - 1) / tileHeight;
    }

    Area tile(int index) {
        int left = tileLeft + index % tileColumns() * tileWidth;
        int top = tileTop + index / tileColumns() * tileHeight;
        return new Area(left, top, left + tileWidth, top + tileHeight).intersect(image);
    }

    void mustMatch(EncodedFormat format) throws CodestreamException {
        if (image.height() != format.rows() || image.width() != format.columns() || components() != format.samplesPerPixel()) {
            throw new CodestreamException("the codestream has " + image.height() + " rows, " + image.width() + " columns and "
                    + components() + " samples a pixel, the data set says " + format.rows() + ", " + format.columns() + " and "
                    + format.samplesPerPixel());
        }
    }
}
