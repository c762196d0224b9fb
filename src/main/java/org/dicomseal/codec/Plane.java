package org.dicomseal.codec;

/**
 * A rectangle of samples, row by row, each 0 to {@link #max}.
 *
 * @param width   samples a row
 * @param height  rows
 * @param samples width times height of them; a char is an unsigned 16-bit number here
 * @param max     an upper bound of the samples, 0 to 65535
 */
record Plane(int width, int height, char[] samples, int max) {

    Plane(int width, int height, int max) {
        this(width, height, new char[width * height], max);
    }

    int size() {
        return samples.length;
    }
}
