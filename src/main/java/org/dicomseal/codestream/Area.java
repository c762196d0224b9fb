package org.dicomseal.codestream;

/** A rectangle; the right column and the bottom row are outside. */
record Area(int left, int top, int right, int bottom) {

    int width() {
        return Math.max(0, right - left);
    }

    int height() {
        return Math.max(0, bottom - top);
    }

    boolean isEmpty() {
        return right <= left || bottom <= top;
    }

    long size() {
        return (long) width() * height();
    }

    Area intersect(Area other) {
        return new Area(Math.max(left, other.left), Math.max(top, other.top), Math.min(right, other.right), Math.min(bottom, other.bottom));
    }

    /** The area of every 2^n-th sample, of those that lie (x, y) half such steps further (equation B-15; n = 0 with no offset). */
    Area subsampled(int n, int x, int y) {
        if (n == 0) {
            return this;
        }
        return new Area(divide(left, n, x), divide(top, n, y), divide(right, n, x), divide(bottom, n, y));
    }

    private static int divide(long value, int n, int offset) {
        long step = 1L << n;
        return (int) Math.floorDiv(value - offset * (step >> 1) + step - 1, step);
    }
}
