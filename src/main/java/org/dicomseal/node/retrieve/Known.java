package org.dicomseal.node.retrieve;

import java.util.List;
import java.util.Set;

/**
 * What can be asked of an archive before the objects are known one by one.
 *
 * @param series  whole ones; none if there is nothing that can
 * @param classes SOP classes that their objects may have
 */
record Known(List<FetchUnit> series, Set<String> classes) {

    static final Known NOTHING = new Known(List.of(), Set.of());

    Known {
        series = List.copyOf(series);
        classes = Set.copyOf(classes);
    }
}
