package org.dicomseal.dicom;

import java.util.List;

/**
 * Encapsulated pixel data (PS3.5 A.4): undefined length, each fragment an item.
 *
 * @param fragments the first is the basic offset table, empty or not; the codestreams follow
 */
public record FragmentsElement(int tag, VR vr, List<Bulk> fragments) implements Element {

    public FragmentsElement {
        fragments = List.copyOf(fragments);
    }
}
