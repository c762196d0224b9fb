package org.dicomseal.watermark.trace;

/** The sums of all square blocks of one size of an image, at every position (by running sums: exact to about 1e-3 levels). */
final class BlockSums {

    private final int side;
    private final int across;
    private final float[] sums;

    /** @param side pixels across and down a block */
    BlockSums(GreyImage image, int side) {
        this.side = side;
        int width = image.width();
        int height = image.height();
        across = Math.max(0, width - side + 1);
        int down = Math.max(0, height - side + 1);
        sums = new float[across * down];
        double[] columns = new double[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                columns[x] += image.at(x, y) - (y >= side ? image.at(x, y - side) : 0);
            }
            if (y >= side - 1) {
                sumRow(columns, (y - side + 1) * across);
            }
        }
    }

    private void sumRow(double[] columns, int first) {
        double sum = 0;
        for (int x = 0; x < columns.length; x++) {
            sum += columns[x] - (x >= side ? columns[x - side] : 0);
            if (x >= side - 1) {
                sums[first + x - side + 1] = (float) sum;
            }
        }
    }

    /** The sum of the block whose upper left pixel is (x, y). */
    float block(int x, int y) {
        return sums[y * across + x];
    }
}
