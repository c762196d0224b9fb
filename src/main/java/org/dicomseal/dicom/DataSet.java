package org.dicomseal.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Data elements in ascending order of their tags; after reading input that broke that order, in the order of the input.
 * Values can be looked at through the shorthands here, or through {@link Values} when they are numbers. Not thread-safe.
 */
public final class DataSet implements Iterable<Element> {

    private final List<Element> elements = new ArrayList<>();
    /** All elements by tag once the order is broken, null before: hostile input must not make every look-up a search. */
    private Map<Integer, Element> outOfOrder;

    public int size() {
        return elements.size();
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    /** A view in the order of writing; it can't be changed. */
    @Override
    public Iterator<Element> iterator() {
        return Collections.unmodifiableList(elements).iterator();
    }

    /** False when the input this was read from broke the order of PS3.5 7.1. */
    public boolean isAscending() {
        return outOfOrder == null;
    }

    public boolean contains(int tag) {
        return get(tag) != null;
    }

    /** The element, or null. */
    public Element get(int tag) {
        if (outOfOrder != null) {
            return outOfOrder.get(tag);
        }
        int index = indexOf(tag);
        return index < 0 ? null : elements.get(index);
    }

    /** Replaces the element of the same tag, or puts the new one in its place by tag. */
    public DataSet put(Element element) {
        int index = indexOf(element.tag());
        if (index >= 0) {
            elements.set(index, element);
        } else {
            elements.add(insertionPoint(element.tag()), element);
        }
        if (outOfOrder != null) {
            outOfOrder.put(element.tag(), element);
        }
        return this;
    }

    /** Takes the element out and gives it back, or null. */
    public Element remove(int tag) {
        int index = indexOf(tag);
        if (outOfOrder != null) {
            outOfOrder.remove(tag);
        }
        return index < 0 ? null : elements.remove(index);
    }

    /** A copy with its own list of elements; nested items are shared. */
    public DataSet copy() {
        DataSet copy = new DataSet();
        copy.elements.addAll(elements);
        copy.outOfOrder = outOfOrder == null ? null : new HashMap<>(outOfOrder);
        return copy;
    }

    // ---- putting values

    public DataSet putBytes(int tag, VR vr, byte... bytes) {
        return put(new ValueElement(tag, vr, Bulk.of(Values.padded(bytes, vr))));
    }

    /** Values are joined by backslashes and padded; characters outside ISO 8859-1 are refused. */
    public DataSet putString(int tag, VR vr, String... values) {
        return putBytes(tag, vr, Values.textBytes(tag, String.join("\\", values)));
    }

    /** Whole numbers for US, SS, UL, SL, UV, SV, OW, OL, OV, AT, IS, DS and, made floating, FL, FD, OF and OD. */
    public DataSet putInts(int tag, VR vr, long... values) {
        return putBytes(tag, vr, Values.integerBytes(tag, vr, values));
    }

    public DataSet putSequence(int tag, DataSet... items) {
        return put(SequenceElement.of(tag, items));
    }

    /** An empty value, as a query's return key. */
    public DataSet putEmpty(int tag) {
        VR vr = Dictionary.vr(tag);
        return put(vr == VR.SQ ? SequenceElement.of(tag) : new ValueElement(tag, vr, Bulk.empty()));
    }

    // ---- looking at values

    /** The first value as text without padding, or null where the element is absent, empty, no text or unreadable. */
    public String string(int tag) {
        List<String> all = strings(tag);
        return all.isEmpty() || all.get(0).isEmpty() ? null : all.get(0);
    }

    public String string(int tag, String otherwise) {
        String value = string(tag);
        return value == null ? otherwise : value;
    }

    /** All values as text without padding; bytes as ISO 8859-1, whatever the character set. Empty where there is no value. */
    public List<String> strings(int tag) {
        return Values.strings(get(tag));
    }

    /** The first value of an integer element (also IS), or {@code otherwise} where there is none. */
    public int intValue(int tag, int otherwise) throws IOException {
        long[] all = Values.integers(get(tag), null);
        return all.length == 0 ? otherwise : Math.toIntExact(all[0]);
    }

    /** The data sets of a sequence's items; empty where there is no such sequence. */
    public List<DataSet> items(int tag) {
        return get(tag) instanceof SequenceElement sequence
                ? sequence.items().stream().map(SequenceElement.Item::dataSet).toList() : List.of();
    }

    // ---- private elements

    /**
     * The tag of a private element, whatever block its creator reserved here (PS3.5 7.8.1).
     *
     * @param group   odd
     * @param element its last two hexadecimal digits
     * @return 0 where the creator reserved no block
     */
    public int privateTag(int group, String creator, int element) {
        for (Element each : elements) {
            if (Tag.group(each.tag()) == group && Tag.isPrivateCreator(each.tag()) && creator.equals(string(each.tag()))) {
                return Tag.of(group, Tag.element(each.tag()) << 8 | element);
            }
        }
        return 0;
    }

    /** As {@link #privateTag}, and reserves a free block where there is none yet. */
    public int reservePrivateTag(int group, String creator, int element) throws DicomException {
        int tag = privateTag(group, creator, element);
        if (tag != 0) {
            return tag;
        }
        for (int block = 0x10; block <= 0xFF; block++) {
            if (isFree(group, block)) {
                putString(Tag.of(group, block), VR.LO, creator);
                return Tag.of(group, block << 8 | element);
            }
        }
        throw DicomException.of(Tag.of(group, 0x10), "no free private block");
    }

    private boolean isFree(int group, int block) {
        for (Element each : elements) {
            int element = Tag.element(each.tag());
            if (Tag.group(each.tag()) == group && (element == block || element >> 8 == block)) {
                return false;
            }
        }
        return true;
    }

    // ---- order

    /** For readers: keeps the order of the input. False if the tag is there already. */
    boolean append(Element element) {
        boolean after = elements.isEmpty()
                || Integer.compareUnsigned(elements.get(elements.size() - 1).tag(), element.tag()) < 0;
        if ((!after || outOfOrder != null) && contains(element.tag())) {
            return false;
        }
        if (!after && outOfOrder == null) {
            outOfOrder = new HashMap<>();
            elements.forEach(each -> outOfOrder.put(each.tag(), each));
        }
        elements.add(element);
        if (outOfOrder != null) {
            outOfOrder.put(element.tag(), element);
        }
        return true;
    }

    private int indexOf(int tag) {
        if (outOfOrder != null) {
            for (int i = 0; i < elements.size() && outOfOrder.containsKey(tag); i++) {
                if (elements.get(i).tag() == tag) {
                    return i;
                }
            }
            return -1;
        }
        int index = insertionPoint(tag);
        return index < elements.size() && elements.get(index).tag() == tag ? index : -1;
    }

    /** The index of the first element whose tag is not below the given one. */
    private int insertionPoint(int tag) {
        if (outOfOrder != null) {
            for (int i = 0; i < elements.size(); i++) {
                if (Integer.compareUnsigned(elements.get(i).tag(), tag) >= 0) {
                    return i;
                }
            }
            return elements.size();
        }
        int low = 0;
        int high = elements.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(elements.get(middle).tag(), tag) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
