package org.dicomseal.codec;

/**
 * Where in a frame the samples of one plane lie.
 *
 * @param words  how a sample lies in its word
 * @param from   the first word's offset
 * @param stride bytes from one word to the next
 * @param width  samples a row
 * @param height rows
 */
record Component(SampleWords words, int from, int stride, int width, int height) {

    Plane samples(byte[] frame) {
        Plane plane = new Plane(width, height, words.max());
        words.samples(frame, from, stride, plane.samples());
        return plane;
    }

    Plane rests(byte[] frame) {
        Plane plane = new Plane(width, height, words.greatestRest());
        words.rests(frame, from, stride, plane.samples());
        return plane;
    }

    SampleWords.Rest rule(byte[] frame) {
        return words.rule(frame, from, stride, width * height);
    }
}
