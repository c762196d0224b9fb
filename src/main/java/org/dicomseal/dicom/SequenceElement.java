package org.dicomseal.dicom;

import java.util.List;

/**
 * A sequence of items (PS3.5 7.5).
 *
 * @param vr              SQ, or UN when it was written as UN of undefined length, whose items are implicit VR little
 *                        endian in every transfer syntax (PS3.5 6.2.2)
 * @param undefinedLength written with undefined length and a delimiter, rather than with its length
 */
public record SequenceElement(int tag, VR vr, List<Item> items, boolean undefinedLength) implements Element {

    public SequenceElement {
        items = List.copyOf(items);
        if (vr == VR.UN && !undefinedLength) {
            throw new IllegalArgumentException(Tag.toString(tag) + ": UN of defined length is a value, not items");
        }
    }

    /** A sequence of defined length with items of defined length. */
    public static SequenceElement of(int tag, DataSet... items) {
        return new SequenceElement(tag, VR.SQ, List.of(items).stream().map(Item::new).toList(), false);
    }

    /** One item. */
    public record Item(DataSet dataSet, boolean undefinedLength) {

        public Item(DataSet dataSet) {
            this(dataSet, false);
        }
    }
}
