package org.dicomseal.cli.bench;

import java.io.IOException;

/** Hands out objects one by one, so that a folder need not fit into memory. */
public interface ObjectSource {

    /** What is done with an object. */
    interface Visitor {
        void visit(ImageObject object) throws IOException;
    }

    /** Visits all objects, in a fixed order. */
    void forEach(Visitor visitor) throws IOException;
}
