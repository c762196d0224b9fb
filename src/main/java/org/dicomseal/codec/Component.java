package org.dicomseal.codec;

import java.util.concurrent.atomic.AtomicInteger;

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

    Plane samples(byte[] frame, Parallelism parallelism) throws CodecException {
        Plane plane = new Plane(width, height, words.max());
        parallelism.forRanges(plane.size(), (first, end) -> words.samples(frame, from, stride, plane.samples(), first, end));
        return plane;
    }

    Plane rests(byte[] frame) {
        Plane plane = new Plane(width, height, words.greatestRest());
        words.rests(frame, from, stride, plane.samples());
        return plane;
    }

    SampleWords.Rest rule(byte[] frame, Parallelism parallelism) throws CodecException {
        AtomicInteger rules = new AtomicInteger(-1);
        parallelism.forRanges(width * height,
                (first, end) -> rules.accumulateAndGet(words.rules(frame, from, stride, first, end), (a, b) -> a & b));
        return SampleWords.rule(rules.get());
    }

    void write(byte[] frame, Plane samples, SampleWords.Rest rule, Parallelism parallelism) throws CodecException {
        parallelism.forRanges(width * height, (first, end) -> words.write(samples.samples(), rule, frame, from, stride, first, end));
    }

    void write(byte[] frame, Plane samples, Plane rests, Parallelism parallelism) throws CodecException {
        parallelism.forRanges(width * height,
                (first, end) -> words.write(samples.samples(), rests.samples(), frame, from, stride, first, end));
    }
}
