package org.dicomseal.codestream;

import java.util.ArrayList;
import java.util.List;

/** One precinct of a resolution: its code-blocks, and what the packet headers have told of them so far (ITU-T T.800 B.6, B.7). */
final class Precinct {

    final int component;
    final int resolution;
    /** Where it starts on the reference grid; packets are ordered by it in three of the five progressions. */
    final long x;
    final long y;
    final int index;
    private final List<Blocks> bands = new ArrayList<>();

    Precinct(int component, int resolution, int index, long x, long y) {
        this.component = component;
        this.resolution = resolution;
        this.index = index;
        this.x = x;
        this.y = y;
    }

    /** The code-blocks of one subband in this precinct. */
    static final class Blocks {

        final Subband band;
        final int columns;
        final CodeBlock[] blocks;
        final TagTree inclusion;
        final TagTree missingPlanes;

        /** @param inBand the precinct's part of the subband, in the subband's coordinates */
        Blocks(Subband band, Area inBand, int blockWidth, int blockHeight) {
            this.band = band;
            int firstColumn = inBand.left() >> blockWidth;
            int firstRow = inBand.top() >> blockHeight;
            columns = ((inBand.right() - 1) >> blockWidth) - firstColumn + 1;
            int rows = ((inBand.bottom() - 1) >> blockHeight) - firstRow + 1;
            blocks = new CodeBlock[columns * rows];
            for (int i = 0; i < blocks.length; i++) {
                int column = firstColumn + i % columns;
                int row = firstRow + i / columns;
                Area block = new Area(column << blockWidth, row << blockHeight, (column + 1) << blockWidth, (row + 1) << blockHeight)
                        .intersect(inBand);
                blocks[i] = new CodeBlock(block.left() - band.area().left() + band.left(), block.top() - band.area().top() + band.top(),
                        block.width(), block.height());
            }
            inclusion = new TagTree(columns, rows);
            missingPlanes = new TagTree(columns, rows);
        }
    }

    void add(Blocks blocks) {
        bands.add(blocks);
    }

    List<Blocks> bands() {
        return bands;
    }
}
