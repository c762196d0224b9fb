package org.dicomseal.codec;

import java.util.Arrays;

/** Chooses how a plane is coded, by its size and what it looks like. */
final class PlaneKinds {

    /** Natural planes up to this are coded adaptively: tables would outweigh what they save. */
    private static final int SMALL = 1 << 14;
    /** Larger planes are coded for speed whatever they look like. */
    private static final int LARGE = 1 << 22;
    /** Planes up to this are coded adaptively if they need fewer bits a sample than this. */
    private static final int MEDIUM = 1 << 16;
    private static final double FEW_BITS = 2;
    /** Larger planes need to have even less in them: below this, Huffman codes waste too much of each bit. */
    private static final double FEWER_BITS = 0.9;
    /** Percent of samples that must equal a neighbour before a drawing is thought of. */
    private static final int LEAST_EQUAL = 20;
    /** Percent of samples that look like a drawing's without closer inspection. */
    private static final int MOSTLY_EQUAL = 59;
    private static final int PART = 1 << 14;
    private static final int BANDS = 3;
    private static final int LEAST_WIDTH = 16;
    private static final int LEAST_HEIGHT = 8;

    private PlaneKinds() {
    }

    /** Whether the fast kind has enough rows and columns to work with. */
    static boolean mayBeHuffman(int width, int height) {
        return width >= LEAST_WIDTH && height >= LEAST_HEIGHT;
    }

    /** Whether the fast kind is out of the question: for small planes, and for those that can be compared with another. */
    static boolean needNoHuffman(Plane plane, boolean comparable) {
        return comparable || plane.max() == 1 || plane.size() <= SMALL || !mayBeHuffman(plane.width(), plane.height());
    }

    /** Whether a plane that would take so many bytes has so little in it that whole bits a sample are too many. */
    static boolean hasLittle(Plane plane, long bytes) {
        return 8 * bytes < (plane.size() <= MEDIUM ? FEW_BITS : FEWER_BITS) * plane.size();
    }

    /** Whether most samples off the flat parts equal a neighbour. */
    static boolean seemsDrawn(Plane plane) {
        return equalShare(plane) >= MOSTLY_EQUAL;
    }

    static boolean isLarge(int size) {
        return size > LARGE;
    }

    /**
     * Whether a plane is better coded as a drawing: as one where samples mostly equal a neighbour. If that isn't out of the question,
     * a part of the plane is coded both ways.
     */
    static boolean isDrawn(Plane plane, Plane... references) {
        if (plane.max() == 1) {
            return true;
        }
        if (equalShare(plane) < LEAST_EQUAL) {
            return false;
        }
        Plane part = part(plane);
        Plane[] referenceParts = new Plane[references.length];
        Arrays.setAll(referenceParts, i -> part(references[i]));
        return size(part, true, referenceParts) < size(part, false, referenceParts);
    }

    /** Of the samples off the flat parts, how many percent equal a neighbour. */
    private static long equalShare(Plane plane) {
        int width = plane.width();
        char[] s = plane.samples();
        int step = Math.max(1, plane.size() / PART);
        long equal = 0;
        long looked = 0;
        for (int y = 1; y < plane.height(); y += step) {
            for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
                int w = s[i - 1];
                int n = s[i - width];
                int nw = s[i - width - 1];
                int ne = s[i - width + 1];
                if (w != n || w != nw || w != ne) {
                    looked++;
                    equal += s[i] == w || s[i] == n || s[i] == nw || s[i] == ne ? 1 : 0;
                }
            }
        }
        return 100 * equal / Math.max(1, looked);
    }

    /** The plane itself if it is small, else bands of it from top to bottom, one below the other. */
    private static Plane part(Plane plane) {
        if (plane.size() <= PART) {
            return plane;
        }
        int width = plane.width();
        int rows = Math.max(1, PART / width / BANDS);
        Plane part = new Plane(width, rows * BANDS, plane.max());
        for (int band = 0; band < BANDS; band++) {
            int from = (int) ((long) (plane.height() - rows) * (2 * band + 1) / (2 * BANDS));
            System.arraycopy(plane.samples(), from * width, part.samples(), band * rows * width, rows * width);
        }
        return part;
    }

    private static int size(Plane part, boolean drawn, Plane... references) {
        RangeEncoder coder = new RangeEncoder();
        new AdaptivePlaneCoder().code(coder, part, drawn, references);
        return coder.length();
    }
}
