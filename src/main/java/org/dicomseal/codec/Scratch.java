package org.dicomseal.codec;

import java.lang.ref.SoftReference;

/**
 * Arrays as large as a plane that a thread keeps for its next one: making and clearing them anew would take a tenth of the time. What
 * they hold is of no meaning to anyone but who filled them last; whoever asks must write before it reads. An array is good until the
 * same thread asks for the same one again.
 */
final class Scratch {

    private static final ThreadLocal<SoftReference<Scratch>> KEPT = new ThreadLocal<>();
    /** Larger arrays are not kept. */
    private static final int MOST_KEPT = 1 << 22;

    private int[] residuals = {};
    private byte[] bins = {};
    private char[] samples = {};
    private byte[] output = {};

    private Scratch() {
    }

    /** The calling thread's. */
    static Scratch own() {
        SoftReference<Scratch> reference = KEPT.get();
        Scratch kept = reference == null ? null : reference.get();
        if (kept == null) {
            kept = new Scratch();
            KEPT.set(new SoftReference<>(kept));
        }
        return kept;
    }

    /** A residual for each of so many samples, or more. */
    int[] residuals(int size) {
        int[] array = residuals.length < size ? new int[size] : residuals;
        residuals = size <= MOST_KEPT ? array : residuals;
        return array;
    }

    /** A bin for each of so many samples, or more. */
    byte[] bins(int size) {
        byte[] array = bins.length < size ? new byte[size] : bins;
        bins = size <= MOST_KEPT ? array : bins;
        return array;
    }

    /** Exactly so many samples. */
    char[] samples(int size) {
        char[] array = samples.length != size ? new char[size] : samples;
        samples = size <= MOST_KEPT ? array : samples;
        return array;
    }

    /** So many coded bytes, or more. */
    byte[] output(int size) {
        byte[] array = output.length < size ? new byte[size] : output;
        output = size <= MOST_KEPT ? array : output;
        return array;
    }
}
