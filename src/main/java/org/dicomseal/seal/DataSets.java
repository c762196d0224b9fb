package org.dicomseal.seal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.SequenceElement;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;

/** Copies of data sets, and the way to a nested one. */
final class DataSets {

    private DataSets() {
    }

    /** A copy whose items, at every depth, can be changed without changing the original; in ascending order of tags. */
    static DataSet deepCopy(DataSet original) {
        DataSet copy = new DataSet();
        for (Element element : original) {
            copy.put(element instanceof SequenceElement sequence ? deepCopy(sequence) : element);
        }
        return copy;
    }

    static SequenceElement deepCopy(SequenceElement sequence) {
        List<SequenceElement.Item> items = new ArrayList<>(sequence.items().size());
        for (SequenceElement.Item item : sequence.items()) {
            items.add(new SequenceElement.Item(deepCopy(item.dataSet()), item.undefinedLength()));
        }
        return new SequenceElement(sequence.tag(), sequence.vr(), items, sequence.undefinedLength());
    }

    /** The elements at this moment, so that the data set can be changed meanwhile. */
    static List<Element> snapshot(DataSet dataSet) {
        List<Element> elements = new ArrayList<>(dataSet.size());
        dataSet.forEach(elements::add);
        return elements;
    }

    /**
     * The data set at a path, in a tree that may be changed. Sequences that came back as UN are read as items, and items that are
     * gone are made again, so that what was taken out of them has its place.
     */
    static DataSet at(DataSet top, ItemPath path) throws IOException {
        DataSet dataSet = top;
        for (ItemPath.Step step : path.steps()) {
            SequenceElement sequence = sequence(dataSet, step.sequence());
            if (sequence.items().size() <= step.item()) {
                sequence = withItems(sequence, step.item() + 1);
            }
            dataSet.put(sequence);
            dataSet = sequence.items().get(step.item()).dataSet();
        }
        return dataSet;
    }

    /** The data set at a path, or null if the way to it is gone. Sequences that came back as UN are read as items. */
    static DataSet find(DataSet top, ItemPath path) throws IOException {
        DataSet dataSet = top;
        for (ItemPath.Step step : path.steps()) {
            if (!dataSet.contains(step.sequence()) || sequence(dataSet, step.sequence()).items().size() <= step.item()) {
                return null;
            }
            SequenceElement sequence = sequence(dataSet, step.sequence());
            dataSet.put(sequence);
            dataSet = sequence.items().get(step.item()).dataSet();
        }
        return dataSet;
    }

    private static SequenceElement sequence(DataSet dataSet, int tag) throws IOException {
        Element element = dataSet.get(tag);
        if (element instanceof SequenceElement sequence) {
            return sequence;
        }
        if (element instanceof ValueElement value && value.length() > 0) {
            return deepCopy(value.asSequence());
        }
        return new SequenceElement(tag, VR.SQ, List.of(), true);
    }

    private static SequenceElement withItems(SequenceElement sequence, int count) {
        List<SequenceElement.Item> items = new ArrayList<>(sequence.items());
        while (items.size() < count) {
            items.add(new SequenceElement.Item(new DataSet(), true));
        }
        return new SequenceElement(sequence.tag(), sequence.vr(), items, sequence.undefinedLength());
    }
}
