package org.dicomseal.codestream;

import java.util.Arrays;

/**
 * Decodes the bit planes of code-blocks (ITU-T T.800 Annex D). Every sample has a word of flags that holds what its eight
 * neighbours are, kept up to date whenever one becomes significant, so that contexts are table look-ups.
 */
final class BlockDecoder {

    /** Neighbours that are significant: bits 0 to 3 diagonal, 4 and 5 vertical, 6 and 7 horizontal. */
    private static final int NW = 1;
    private static final int NE = 2;
    private static final int SW = 4;
    private static final int SE = 8;
    private static final int N = 16;
    private static final int S = 32;
    private static final int W = 64;
    private static final int E = 128;
    private static final int NEIGHBOURS = 0xFF;
    /** Signs of the four close neighbours, four bits above their significance. */
    private static final int SIGNS_UP = 4;
    private static final int SIGNIFICANT = 1 << 12;
    private static final int NEGATIVE = 1 << 13;
    private static final int REFINED = 1 << 14;
    private static final int VISITED = 1 << 15;

    private static final int SIGN_CONTEXT = 9;
    private static final int REFINEMENT_CONTEXT = 14;
    private static final int SEGMENTATION_SYMBOL = 0b1010;

    private static final byte[][] SIGNIFICANCE_CONTEXTS = new byte[4][256];
    /** By the flags' bits 4 to 11: the context, with 32 added where the sign is inverted. */
    private static final byte[] SIGN_CONTEXTS = new byte[256];

    static {
        for (int flags = 0; flags < 256; flags++) {
            int d = Integer.bitCount(flags & (NW | NE | SW | SE));
            int v = Integer.bitCount(flags & (N | S));
            int h = Integer.bitCount(flags & (W | E));
            SIGNIFICANCE_CONTEXTS[Subband.LL][flags] = (byte) sideContext(h, v, d);
            SIGNIFICANCE_CONTEXTS[Subband.HL][flags] = (byte) sideContext(v, h, d);
            SIGNIFICANCE_CONTEXTS[Subband.LH][flags] = (byte) sideContext(h, v, d);
            SIGNIFICANCE_CONTEXTS[Subband.HH][flags] = (byte) diagonalContext(h + v, d);
            SIGN_CONTEXTS[flags] = (byte) signContext(flags << 4);
        }
    }

    private final MqDecoder mq = new MqDecoder();
    private int[] flags = new int[0];
    private int[] magnitudes = new int[0];
    private int width;
    private int height;
    private int stride;
    private boolean causal;
    private boolean complete;
    private byte[] contexts;
    private RawBits raw;

    static boolean isCleanup(int pass) {
        return pass % 3 == 0;
    }

    /** Table D.1, subbands LL and LH; HL has it with h and v exchanged. */
    private static int sideContext(int h, int v, int d) {
        if (h == 2) {
            return 8;
        }
        if (h == 1) {
            return v >= 1 ? 7 : d >= 1 ? 6 : 5;
        }
        return v == 2 ? 4 : v == 1 ? 3 : Math.min(d, 2);
    }

    /** Table D.1, subband HH. */
    private static int diagonalContext(int hv, int d) {
        if (d >= 3) {
            return 8;
        }
        if (d == 2) {
            return hv >= 1 ? 7 : 6;
        }
        return (d == 1 ? 3 : 0) + Math.min(hv, 2);
    }

    /** Tables D.2 and D.3. */
    private static int signContext(int flags) {
        int h = side(flags, W) + side(flags, E);
        int v = side(flags, N) + side(flags, S);
        h = Integer.signum(h);
        v = Integer.signum(v);
        boolean inverted = h < 0 || h == 0 && v < 0;
        int context = SIGN_CONTEXT + (h == 0 ? Math.abs(v) : 3 + h * v);
        return context | (inverted ? 32 : 0);
    }

    /** -1 for a negative neighbour, 1 for a positive one, 0 for one that isn't significant. */
    private static int side(int flags, int neighbour) {
        return (flags & neighbour) == 0 ? 0 : (flags & neighbour << SIGNS_UP) == 0 ? 1 : -1;
    }

    /**
     * Decodes a block. Samples are magnitudes in halves, the middle of what is known of them, with their sign; they are found from
     * index 0 on, row by row, and are valid until the next block is decoded.
     */
    int[] decode(byte[] codestream, CodeBlock block, BlockCoding coding, int orientation) throws CodestreamException {
        width = block.width;
        height = block.height;
        stride = width + 2;
        int flagCount = stride * (height + 2);
        if (flags.length < flagCount) {
            flags = new int[flagCount];
            magnitudes = new int[flagCount];
        }
        Arrays.fill(flags, 0, flagCount, 0);
        Arrays.fill(magnitudes, 0, width * height, 0);
        causal = coding.has(BlockCoding.VERTICALLY_CAUSAL);
        contexts = SIGNIFICANCE_CONTEXTS[orientation];
        mq.resetContexts();
        int pass = 0;
        for (int segment = 0; segment < block.segments(); segment++) {
            byte[] bytes = block.segmentBytes(codestream, segment);
            boolean isRaw = coding.has(BlockCoding.BYPASS) && pass >= 10 && !isCleanup(pass);
            raw = isRaw ? new RawBits(bytes) : null;
            if (!isRaw) {
                mq.start(bytes);
            }
            for (int i = 0; i < block.segmentPasses(segment); i++, pass++) {
                pass(pass, block.planes - 1 - (pass + 2) / 3, coding);
            }
        }
        complete = isComplete(block);
        applySigns();
        return magnitudes;
    }

    /** Every bit of the block that was decoded last is known. */
    boolean isComplete() {
        return complete;
    }

    /**
     * All passes are there, or those of the last bit plane that aren't have nothing to code, so that encoders leave them out: refinement
     * codes samples that were significant before, the cleanup pass those that still aren't.
     */
    private boolean isComplete(CodeBlock block) {
        int missing = block.missingPasses();
        if (missing == 0) {
            return true;
        }
        int coded = missing == 1 ? SIGNIFICANT | VISITED : missing == 2 ? VISITED : 0;
        for (int y = 1; y <= height; y++) {
            for (int x = 1; x <= width; x++) {
                if ((flags[y * stride + x] & coded) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private void pass(int pass, int plane, BlockCoding coding) throws CodestreamException {
        switch (pass % 3) {
            case 1 -> significancePropagation(plane);
            case 2 -> magnitudeRefinement(plane);
            default -> {
                cleanup(plane);
                if (coding.has(BlockCoding.SEGMENTATION_SYMBOLS)) {
                    segmentationSymbol();
                }
            }
        }
        if (coding.has(BlockCoding.RESET)) {
            mq.resetContexts();
        }
    }

    private void segmentationSymbol() throws CodestreamException {
        int symbol = 0;
        for (int i = 0; i < 4; i++) {
            symbol = symbol << 1 | mq.decode(MqDecoder.UNIFORM);
        }
        if (symbol != SEGMENTATION_SYMBOL) {
            throw new CodestreamException("a code-block's segmentation symbol is wrong: the codestream is damaged");
        }
    }

    private void significancePropagation(int plane) {
        int[] all = flags;
        for (int top = 0; top < height; top += 4) {
            int count = Math.min(4, height - top);
            for (int x = 0; x < width; x++) {
                int f = (top + 1) * stride + x + 1;
                for (int i = 0; i < count; i++, f += stride) {
                    int here = all[f];
                    if ((here & SIGNIFICANT) == 0 && (here & NEIGHBOURS) != 0) {
                        int bit = raw != null ? raw.bit() : mq.decode(contexts[here & NEIGHBOURS]);
                        if (bit == 1) {
                            becomeSignificant(f, x, top + i, plane, top);
                        }
                        all[f] |= VISITED;
                    }
                }
            }
        }
    }

    private void magnitudeRefinement(int plane) {
        int half = 1 << plane;
        int[] all = flags;
        for (int top = 0; top < height; top += 4) {
            int count = Math.min(4, height - top);
            for (int x = 0; x < width; x++) {
                int f = (top + 1) * stride + x + 1;
                for (int i = 0; i < count; i++, f += stride) {
                    int here = all[f];
                    if ((here & (SIGNIFICANT | VISITED)) == SIGNIFICANT) {
                        int context = (here & REFINED) != 0 ? REFINEMENT_CONTEXT + 2
                                : (here & NEIGHBOURS) != 0 ? REFINEMENT_CONTEXT + 1 : REFINEMENT_CONTEXT;
                        int bit = raw != null ? raw.bit() : mq.decode(context);
                        magnitudes[(top + i) * width + x] += bit == 1 ? half : -half;
                        all[f] = here | REFINED;
                    }
                }
            }
        }
    }

    /** Also takes away the marks that the plane's earlier passes left; a column that is skipped has none. */
    private void cleanup(int plane) {
        int[] all = flags;
        for (int top = 0; top < height; top += 4) {
            int count = Math.min(4, height - top);
            for (int x = 0; x < width; x++) {
                int f = (top + 1) * stride + x + 1;
                int i = 0;
                if (count == 4 && isQuietColumn(f)) {
                    if (mq.decode(MqDecoder.RUN_LENGTH) == 0) {
                        continue;
                    }
                    i = mq.decode(MqDecoder.UNIFORM) << 1 | mq.decode(MqDecoder.UNIFORM);
                    becomeSignificant(f + i * stride, x, top + i, plane, top);
                    i++;
                }
                for (f += i * stride; i < count; i++, f += stride) {
                    int here = all[f];
                    if ((here & (SIGNIFICANT | VISITED)) == 0 && mq.decode(contexts[here & NEIGHBOURS]) == 1) {
                        becomeSignificant(f, x, top + i, plane, top);
                    }
                    all[f] &= ~VISITED;
                }
            }
        }
    }

    private boolean isQuietColumn(int f) {
        int all = flags[f] | flags[f + stride] | flags[f + 2 * stride] | flags[f + 3 * stride];
        return (all & (SIGNIFICANT | VISITED | NEIGHBOURS)) == 0;
    }

    /** Decodes the sign of a sample, gives it its first bit, and tells its neighbours. */
    private void becomeSignificant(int f, int x, int y, int plane, int stripeTop) {
        int negative;
        if (raw != null) {
            negative = raw.bit();
        } else {
            int context = SIGN_CONTEXTS[flags[f] >> 4 & 0xFF];
            negative = mq.decode(context & 31) ^ context >> 5;
        }
        magnitudes[y * width + x] = 3 << plane;
        flags[f] |= SIGNIFICANT | (negative == 1 ? NEGATIVE : 0);
        int withSign = negative == 1 ? 1 | 1 << SIGNS_UP : 1;
        if (!(causal && y == stripeTop)) {
            flags[f - stride - 1] |= SE;
            flags[f - stride] |= S * withSign;
            flags[f - stride + 1] |= SW;
        }
        flags[f - 1] |= E * withSign;
        flags[f + 1] |= W * withSign;
        flags[f + stride - 1] |= NE;
        flags[f + stride] |= N * withSign;
        flags[f + stride + 1] |= NW;
    }

    private void applySigns() {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if ((flags[(y + 1) * stride + x + 1] & NEGATIVE) != 0) {
                    magnitudes[y * width + x] = -magnitudes[y * width + x];
                }
            }
        }
    }

    /** Bits that bypass the arithmetic coder (T.800 D.6): a stuffed 0 after every byte FF, ones after the end. */
    private static final class RawBits {

        private final byte[] data;
        private int position;
        private int current;
        private int left;

        RawBits(byte[] data) {
            this.data = data;
        }

        int bit() {
            if (left == 0) {
                left = current == 0xFF ? 7 : 8;
                current = position < data.length ? data[position++] & 0xFF : 0xFF;
            }
            left--;
            return current >> left & 1;
        }
    }
}
