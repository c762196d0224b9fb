package org.dicomseal.seal;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.SequenceElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.ValueElement;

/**
 * Takes out of a data set what must not be seen. Small elements go into edits, large values and codestreams are listed for streaming,
 * in the order in which a data set is written: depth first, by tag.
 */
final class Concealer {

    /** Values up to this many bytes go into the manifest, larger ones follow it. */
    static final int INLINE = 16 * 1024;

    /** A streamed value and where its bytes are now. */
    record Source(StreamedValue value, List<Bulk> bytes) {
    }

    /** How the top level's pixel data is to be streamed; other values are plain bytes. */
    @FunctionalInterface
    interface PixelContent {
        StreamedValue.Content of(ValueElement pixels);
    }

    private final HidingRules rules;
    private final PixelContent pixelContent;
    private final List<Edit> edits = new ArrayList<>();
    private final List<VrNote> notes = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();

    Concealer(HidingRules rules, PixelContent pixelContent) {
        this.rules = rules;
        this.pixelContent = pixelContent;
    }

    List<Edit> edits() {
        return edits;
    }

    List<VrNote> notes() {
        return notes;
    }

    List<Source> sources() {
        return sources;
    }

    /**
     * Changes the data set in place.
     *
     * @param absentAtTop tags that unsealing takes away at the top level
     */
    void conceal(DataSet dataSet, List<Integer> absentAtTop) {
        walk(dataSet, ItemPath.TOP, false, absentAtTop);
    }

    private void walk(DataSet dataSet, ItemPath path, boolean insidePrivate, List<Integer> absent) {
        DataSet hidden = new DataSet();
        DataSet stored = new DataSet();
        for (Element element : DataSets.snapshot(dataSet)) {
            boolean isPrivate = insidePrivate || Tag.isPrivate(element.tag());
            if (rules.hides(element, path.isTop(), isPrivate)) {
                dataSet.remove(element.tag());
                hidden.put(element);
                store(element, path, stored);
                continue;
            }
            if (VrNote.isNeeded(element)) {
                notes.add(new VrNote(path, element.tag(), element.vr()));
            }
            if (element instanceof SequenceElement sequence) {
                for (int i = 0; i < sequence.items().size(); i++) {
                    walk(sequence.items().get(i).dataSet(), path.into(sequence.tag(), i), isPrivate, List.of());
                }
            }
        }
        rules.replace(hidden, dataSet);
        if (!stored.isEmpty() || !absent.isEmpty()) {
            edits.add(new Edit(path, absent, stored));
        }
    }

    private void store(Element element, ItemPath path, DataSet stored) {
        if (element instanceof FragmentsElement fragments) {
            stream(path, fragments);
        } else if (element instanceof SequenceElement sequence) {
            stored.put(storable(sequence, path));
        } else if (element instanceof ValueElement value) {
            boolean pixels = path.isTop() && Tag.isPixelData(value.tag());
            if (pixels || value.length() > INLINE) {
                stream(path, value, pixels ? pixelContent.of(value) : new StreamedValue.Bytes(value.length()));
            } else {
                stored.put(value);
            }
        }
    }

    private SequenceElement storable(SequenceElement sequence, ItemPath path) {
        List<SequenceElement.Item> items = new ArrayList<>(sequence.items().size());
        for (int i = 0; i < sequence.items().size(); i++) {
            SequenceElement.Item item = sequence.items().get(i);
            DataSet stored = new DataSet();
            ItemPath inside = path.into(sequence.tag(), i);
            item.dataSet().forEach(element -> store(element, inside, stored));
            items.add(new SequenceElement.Item(stored, item.undefinedLength()));
        }
        return new SequenceElement(sequence.tag(), sequence.vr(), items, sequence.undefinedLength());
    }

    private void stream(ItemPath path, ValueElement value, StreamedValue.Content content) {
        boolean frames = content instanceof StreamedValue.Frames;
        Bulk bytes = frames ? value.littleEndian() : value.value();
        sources.add(new Source(new StreamedValue(path, value.tag(), value.vr(),
                frames ? ByteOrder.LITTLE_ENDIAN : value.order(), content), List.of(bytes)));
    }

    private void stream(ItemPath path, FragmentsElement element) {
        List<Long> lengths = element.fragments().stream().map(Bulk::length).toList();
        sources.add(new Source(new StreamedValue(path, element.tag(), element.vr(), ByteOrder.LITTLE_ENDIAN,
                new StreamedValue.Fragments(lengths)), element.fragments()));
    }
}
