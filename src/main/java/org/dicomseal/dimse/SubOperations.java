package org.dicomseal.dimse;

/** Counts of C-STORE sub-operations in C-MOVE and C-GET responses (PS3.4 section C.4.2.1). */
public record SubOperations(int remaining, int completed, int failed, int warning) {

    public static final SubOperations NONE = new SubOperations(0, 0, 0, 0);
}
