package org.dicomseal.watermark;

import java.util.Arrays;

/** Which pixels a mark moved, and how far. */
final class Moves {

    private int[] pixels = new int[4096];
    private int[] distances = new int[4096];
    private int count;
    private double squaredError;

    void add(int pixel, int distance) {
        if (count == pixels.length) {
            pixels = Arrays.copyOf(pixels, 2 * count);
            distances = Arrays.copyOf(distances, 2 * count);
        }
        pixels[count] = pixel;
        distances[count++] = distance;
        squaredError += (double) distance * distance;
    }

    int count() {
        return count;
    }

    int pixel(int index) {
        return pixels[index];
    }

    double squaredDistance(int index) {
        return (double) distances[index] * distances[index];
    }

    /** The sum of all squared distances. */
    double squaredError() {
        return squaredError;
    }
}
