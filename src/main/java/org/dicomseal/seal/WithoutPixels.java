package org.dicomseal.seal;

/** What to do with an object that has no pixel data at its top level (reports, presentation states, waveforms, structures). */
public enum WithoutPixels {
    /** Send it on as it is. */
    FORWARD,
    /** Refuse it by name. */
    REJECT,
    /** Move its bulk attributes into an encrypted private element. */
    SEAL
}
