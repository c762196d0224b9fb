package org.dicomseal.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Compares data sets attribute by attribute. Not compared: group lengths, how lengths are written, byte order, trailing
 * padding. A VR equals UN, and either VR of a dictionary entry with a choice, when the bytes are equal.
 */
public final class DataSetComparison {

    /**
     * @param path such as {@code (0008,1140)[0].(0008,1150)}
     * @param what what differs, without any value
     */
    public record Difference(String path, String what) {

        @Override
        public String toString() {
            return path + " " + what;
        }
    }

    private final List<Difference> differences = new ArrayList<>();

    private DataSetComparison() {
    }

    /** Empty if they are equal. */
    public static List<Difference> compare(DataSet original, DataSet other) throws IOException {
        DataSetComparison comparison = new DataSetComparison();
        comparison.compare(original, other, "");
        return List.copyOf(comparison.differences);
    }

    private void compare(DataSet original, DataSet other, String around) throws IOException {
        TreeSet<Integer> tags = new TreeSet<>(Integer::compareUnsigned);
        original.forEach(element -> tags.add(element.tag()));
        other.forEach(element -> tags.add(element.tag()));
        for (int tag : tags) {
            if (Tag.isGroupLength(tag) || tag == Tag.DATA_SET_TRAILING_PADDING) {
                continue;
            }
            String path = around + Tag.toString(tag);
            Element first = original.get(tag);
            Element second = other.get(tag);
            if (first == null || second == null) {
                differs(path, first == null ? "was added" : "is missing");
            } else {
                compare(first, second, path);
            }
        }
    }

    private void compare(Element first, Element second, String path) throws IOException {
        if (!areAlike(first.tag(), first.vr(), second.vr())) {
            differs(path, "VR " + first.vr() + " became " + second.vr());
        } else if (first instanceof ValueElement a && second instanceof ValueElement b) {
            String difference = ValueComparison.difference(a, b);
            if (difference != null) {
                differs(path, difference);
            }
        } else if (first instanceof FragmentsElement a && second instanceof FragmentsElement b) {
            compare(a, b, path);
        } else if (first instanceof FragmentsElement || second instanceof FragmentsElement) {
            differs(path, "is encapsulated in one only");
        } else {
            SequenceElement a = asSequence(first);
            SequenceElement b = asSequence(second);
            if (a == null || b == null) {
                differs(path, "is a sequence in one only");
            } else {
                compare(a, b, path);
            }
        }
    }

    private void compare(SequenceElement first, SequenceElement second, String path) throws IOException {
        if (first.items().size() != second.items().size()) {
            differs(path, first.items().size() + " items became " + second.items().size());
            return;
        }
        for (int i = 0; i < first.items().size(); i++) {
            compare(first.items().get(i).dataSet(), second.items().get(i).dataSet(), path + "[" + i + "].");
        }
    }

    private void compare(FragmentsElement first, FragmentsElement second, String path) throws IOException {
        if (first.fragments().size() != second.fragments().size()) {
            differs(path, first.fragments().size() + " fragments became " + second.fragments().size());
            return;
        }
        for (int i = 0; i < first.fragments().size(); i++) {
            String difference = ValueComparison.difference(first.fragments().get(i), second.fragments().get(i));
            if (difference != null) {
                differs(path + " fragment " + i, difference);
            }
        }
    }

    /** What an implicit VR archive kept as bytes is a sequence all the same; null where it is none. */
    private static SequenceElement asSequence(Element element) throws IOException {
        if (element instanceof SequenceElement sequence) {
            return sequence;
        }
        try {
            return ((ValueElement) element).asSequence();
        } catch (DicomException noSequence) {
            return null;
        }
    }

    private static boolean areAlike(int tag, VR first, VR second) {
        if (first == second || first == VR.UN || second == VR.UN) {
            return true;
        }
        List<VR> choice = Dictionary.find(tag).map(Dictionary.Entry::vrs).orElse(List.of());
        return choice.contains(first) && choice.contains(second);
    }

    private void differs(String path, String what) {
        differences.add(new Difference(path, what));
    }
}
