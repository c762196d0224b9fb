package org.dicomseal.cli.doctor;

import java.io.PrintWriter;

/** What the doctor found, printed as it comes. */
final class Findings {

    private final PrintWriter out;
    private int faults;

    Findings(PrintWriter out) {
        this.out = out;
    }

    void good(String what) {
        print("ok   ", what, null);
    }

    /** Something to know that keeps nothing from working. */
    void note(String what, String advice) {
        print("note ", what, advice);
    }

    /** Something that must be mended, and how. */
    void fault(String what, String advice) {
        faults++;
        print("FAULT", what, advice);
    }

    int faults() {
        return faults;
    }

    private void print(String verdict, String what, String advice) {
        out.println(verdict + "  " + what);
        if (advice != null) {
            out.println("       -> " + advice);
        }
        out.flush();
    }
}
