package org.dicomseal.seal;

import java.util.ArrayList;
import java.util.List;

/** Where a data set lies: the sequences and item numbers (from 0) on the way to it; none for the top level. */
record ItemPath(List<Step> steps) {

    static final ItemPath TOP = new ItemPath(List.of());

    /** One sequence and one of its items. */
    record Step(int sequence, int item) {
    }

    ItemPath {
        steps = List.copyOf(steps);
    }

    ItemPath into(int sequence, int item) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(sequence, item));
        return new ItemPath(longer);
    }

    boolean isTop() {
        return steps.isEmpty();
    }
}
