package org.dicomseal.codec;

import java.lang.ref.SoftReference;

/**
 * Arrays as large as a plane that a thread keeps for its next one: making and clearing them anew would take a tenth of the time. What
 * they hold is of no meaning to anyone but who filled them last.
 */
final class Scratch {

    private static final ThreadLocal<SoftReference<Scratch>> KEPT = new ThreadLocal<>();
    /** Larger arrays are not kept. */
    private static final int MOST_KEPT = 1 << 22;

    final int[] residual;
    final byte[] bins;

    private Scratch(int size) {
        residual = new int[size];
        bins = new byte[size];
    }

    /** The calling thread's arrays, at least so large, with anything in them. They are good until the thread asks again. */
    static Scratch of(int size) {
        SoftReference<Scratch> reference = KEPT.get();
        Scratch kept = reference == null ? null : reference.get();
        if (kept != null && kept.residual.length >= size) {
            return kept;
        }
        Scratch made = new Scratch(size);
        if (size <= MOST_KEPT) {
            KEPT.set(new SoftReference<>(made));
        }
        return made;
    }
}
