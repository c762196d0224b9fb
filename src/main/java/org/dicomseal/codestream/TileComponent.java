package org.dicomseal.codestream;

import java.util.ArrayList;
import java.util.List;

/** One component of a tile: its resolutions, subbands and precincts (ITU-T T.800 B.5 to B.7). */
final class TileComponent {

    /** Finer than this, precincts only cost memory: no encoder makes them, on average, smaller than 8 by 8 samples. */
    private static final int SAMPLES_PER_PRECINCT = 64;
    private static final int PRECINCTS_ALWAYS = 4096;
    /** Signed 32-bit arithmetic, with a bit for halves and the wavelet's growth, holds this many bit planes. */
    private static final int MAX_PLANES = 29;

    private final int component;
    private final Area area;
    private final BlockCoding coding;
    private final Quantization quantization;
    private final int precision;
    private final List<Precinct> precincts = new ArrayList<>();

    TileComponent(int component, Area tile, BlockCoding coding, Quantization quantization, int precision) throws CodestreamException {
        this.component = component;
        this.area = tile;
        this.coding = coding;
        this.quantization = quantization;
        this.precision = precision;
        if (coding.reversible() && !quantization.isExact()) {
            throw new CodestreamException("a reversible wavelet with quantized coefficients");
        }
        if (!coding.reversible() && quantization.isExact()) {
            throw new CodestreamException("an irreversible wavelet without step sizes");
        }
        for (int r = 0; r <= coding.levels(); r++) {
            addResolution(r);
        }
    }

    Area area() {
        return area;
    }

    BlockCoding coding() {
        return coding;
    }

    List<Precinct> precincts() {
        return precincts;
    }

    /** The samples of a resolution; the highest is the tile itself. */
    Area resolution(int r) {
        return area.subsampled(coding.levels() - r, 0, 0);
    }

    private void addResolution(int r) throws CodestreamException {
        Area samples = resolution(r);
        if (samples.isEmpty()) {
            return;
        }
        int px = coding.precincts()[r] & 15;
        int py = coding.precincts()[r] >> 4;
        int firstColumn = samples.left() >> px;
        int firstRow = samples.top() >> py;
        int columns = ((samples.right() - 1) >> px) - firstColumn + 1;
        int rows = ((samples.bottom() - 1) >> py) - firstRow + 1;
        if ((long) columns * rows + precincts.size() > PRECINCTS_ALWAYS + area.size() / SAMPLES_PER_PRECINCT) {
            throw new CodestreamException("precincts of " + (1 << px) + " by " + (1 << py) + " samples are too many for the image");
        }
        List<Subband> bands = bands(r);
        int shift = coding.levels() - r;
        for (int i = 0; i < columns * rows; i++) {
            int column = firstColumn + i % columns;
            int row = firstRow + i / columns;
            Precinct precinct = new Precinct(component, r, i, Math.max(area.left(), (long) column << (px + shift)),
                    Math.max(area.top(), (long) row << (py + shift)));
            for (Subband band : bands) {
                addBlocks(precinct, band, r == 0 ? px : px - 1, r == 0 ? py : py - 1, column, row);
            }
            precincts.add(precinct);
        }
    }

    private void addBlocks(Precinct precinct, Subband band, int px, int py, int column, int row) {
        long left = (long) column << px;
        long top = (long) row << py;
        Area inBand = new Area((int) left, (int) top, (int) Math.min(Integer.MAX_VALUE, left + (1L << px)),
                (int) Math.min(Integer.MAX_VALUE, top + (1L << py))).intersect(band.area());
        if (!inBand.isEmpty()) {
            precinct.add(new Precinct.Blocks(band, inBand, Math.min(coding.blockWidth(), px), Math.min(coding.blockHeight(), py)));
        }
    }

    private List<Subband> bands(int r) throws CodestreamException {
        if (r == 0) {
            return List.of(band(Subband.LL, 0, coding.levels(), 0, 0));
        }
        int level = coding.levels() - r + 1;
        Area lower = resolution(r - 1);
        int first = 3 * r - 2;
        return List.of(band(Subband.HL, first, level, lower.width(), 0),
                band(Subband.LH, first + 1, level, 0, lower.height()),
                band(Subband.HH, first + 2, level, lower.width(), lower.height()));
    }

    private Subband band(int orientation, int index, int level, int left, int top) throws CodestreamException {
        int exponent = quantization.exponent(index, level, coding.levels());
        int planes = quantization.guardBits() + exponent - 1;
        if (planes > MAX_PLANES) {
            throw new CodestreamException("JPEG 2000 subbands of " + planes + " bit planes aren't decoded");
        }
        int gain = orientation == Subband.LL ? 0 : orientation == Subband.HH ? 2 : 1;
        float step = quantization.isExact() ? 1 : quantization.step(index, exponent, precision + gain);
        return new Subband(orientation, area.subsampled(level, orientation & 1, orientation >> 1), left, top, Math.max(0, planes), step);
    }
}
