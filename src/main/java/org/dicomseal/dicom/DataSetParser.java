package org.dicomseal.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses data sets, items and fragments from one input. Nothing is allocated by a declared length beyond
 * {@link ReadOptions#inMemory()}, and every length is held against what lies around it.
 */
final class DataSetParser {

    /** Values of at most this size are loaded even when the memory for values is used up: a region costs as much. */
    private static final int TINY = 64;

    private final DicomInput input;
    private final ReadOptions options;
    private int count;
    private long loaded;

    DataSetParser(DicomInput input, ReadOptions options) {
        this.input = input;
        this.options = options;
    }

    DataSet topLevel(Encoding encoding) throws IOException {
        return dataSet(encoding, input.end(), false, 0, null);
    }

    /** The elements of group 2 that come next, explicit VR little endian (PS3.10 7.1). */
    DataSet fileMeta() throws IOException {
        DataSet meta = new DataSet();
        while (input.peek(4) == 4 && Tag.group(Encoding.EXPLICIT_LE.tag(input.peeked(), input.peekedFrom())) == 2) {
            long start = input.position();
            add(meta, element(Encoding.EXPLICIT_LE, input.end(), 0, new VrScope(meta, null)), start);
        }
        return meta;
    }

    /** The items that the whole input is, as in a value of VR UN (PS3.5 6.2.2). */
    List<SequenceElement.Item> itemsOnly(int tag) throws IOException {
        return items(tag, 0, Encoding.IMPLICIT_LE, input.end(), false, 0, null);
    }

    private DataSet dataSet(Encoding encoding, long end, boolean delimited, int depth, VrScope around) throws IOException {
        DataSet dataSet = new DataSet();
        VrScope scope = new VrScope(dataSet, around);
        while (input.position() < end && (delimited || end != DicomInput.UNKNOWN_END || !input.atEnd())) {
            long start = input.position();
            ElementHeader header = ElementHeader.peek(input, encoding, end);
            if (delimited && header.tag() == Tag.ITEM_DELIMITATION) {
                delimiter(header, start);
                return dataSet;
            }
            if (depth == 0 && options.stopBefore() >= 0 && Integer.toUnsignedLong(header.tag()) >= options.stopBefore()) {
                return dataSet;
            }
            add(dataSet, element(encoding, end, depth, scope), start);
        }
        if (delimited) {
            throw new DicomException("an item of undefined length has no delimiter before offset " + input.position());
        }
        return dataSet;
    }

    private void add(DataSet dataSet, Element element, long start) throws DicomException {
        boolean ascending = dataSet.isAscending();
        if (!dataSet.append(element)) {
            throw DicomException.at(element.tag(), start, "is there twice");
        }
        if (ascending && !dataSet.isAscending()) {
            odd(element.tag(), start, "breaks the order of the tags");
        }
    }

    private Element element(Encoding encoding, long end, int depth, VrScope scope) throws IOException {
        long start = input.position();
        ElementHeader header = ElementHeader.peek(input, encoding, end);
        int tag = header.tag();
        if (Tag.group(tag) == 0xFFFE) {
            throw DicomException.at(tag, start, "an item or delimiter where an element should be");
        }
        countOne(tag, start);
        if (header.oddity() != null) {
            odd(tag, start, header.oddity());
        }
        input.consume(header.size());
        VR vr = header.vr() == null ? scope.vrOf(tag, header.length()) : header.vr();
        if (header.hasUndefinedLength()) {
            return undefined(header, vr, encoding, end, start, depth, scope);
        }
        checkLength(tag, start, header.length(), end);
        if (vr == VR.SQ) {
            long sequenceEnd = input.position() + header.length();
            return new SequenceElement(tag, vr, items(tag, start, encoding, sequenceEnd, false, depth, scope), false);
        }
        return new ValueElement(tag, vr, value(tag, start, header.length()), encoding.order());
    }

    private Element undefined(ElementHeader header, VR vr, Encoding encoding, long end, long start, int depth, VrScope scope)
            throws IOException {
        int tag = header.tag();
        boolean pixels = Tag.isPixelData(tag);
        if (vr == VR.SQ || (header.vr() == null && !pixels)) {
            return new SequenceElement(tag, VR.SQ, items(tag, start, encoding, end, true, depth, scope), true);
        }
        if (vr == VR.UN && !pixels) {
            // PS3.5 6.2.2: implicit VR little endian inside, whatever the data set around it is
            List<SequenceElement.Item> items = items(tag, start, Encoding.IMPLICIT_LE, end, true, depth, scope);
            return new SequenceElement(tag, VR.UN, items, true);
        }
        if (vr.isText() || !vr.hasLongLength()) {
            throw DicomException.at(tag, start, "VR " + vr + " can't have an undefined length");
        }
        return new FragmentsElement(tag, vr, fragments(tag, start, encoding, end));
    }

    private List<SequenceElement.Item> items(int tag, long start, Encoding encoding, long end, boolean delimited, int depth,
            VrScope scope) throws IOException {
        if (depth >= options.maxDepth()) {
            throw DicomException.at(tag, start, "sequences are nested deeper than " + options.maxDepth());
        }
        List<SequenceElement.Item> items = new ArrayList<>();
        while (delimited || input.position() < end) {
            long itemStart = input.position();
            ElementHeader header = itemHeader(tag, start, encoding, end);
            if (delimited && header.tag() == Tag.SEQUENCE_DELIMITATION) {
                delimiter(header, itemStart);
                break;
            }
            input.consume(header.size());
            countOne(tag, itemStart);
            boolean undefined = header.hasUndefinedLength();
            if (!undefined) {
                checkLength(Tag.ITEM, itemStart, header.length(), end);
            }
            long itemEnd = undefined ? end : input.position() + header.length();
            DataSet content = dataSet(encoding, itemEnd, undefined, depth + 1, scope);
            if (options.keepItems()) {
                items.add(new SequenceElement.Item(content, undefined));
            }
        }
        return items;
    }

    private List<Bulk> fragments(int tag, long start, Encoding encoding, long end) throws IOException {
        List<Bulk> fragments = new ArrayList<>();
        while (true) {
            long itemStart = input.position();
            ElementHeader header = itemHeader(tag, start, encoding, end);
            if (header.tag() == Tag.SEQUENCE_DELIMITATION) {
                delimiter(header, itemStart);
                return fragments;
            }
            input.consume(header.size());
            countOne(tag, itemStart);
            checkLength(tag, itemStart, header.length(), end);
            fragments.add(value(tag, itemStart, header.length()));
        }
    }

    /** The header of an item or of the sequence's delimiter; anything else is an error. */
    private ElementHeader itemHeader(int tag, long start, Encoding encoding, long end) throws IOException {
        if (end - input.position() < 8 || input.peek(8) < 8) {
            throw DicomException.at(tag, start, "the input ends inside this element, at offset " + input.position());
        }
        ElementHeader header = ElementHeader.peek(input, encoding, end);
        if (header.tag() != Tag.ITEM && header.tag() != Tag.SEQUENCE_DELIMITATION) {
            throw DicomException.at(header.tag(), input.position(), "where an item of " + Tag.toString(tag) + " should begin");
        }
        return header;
    }

    private void delimiter(ElementHeader header, long start) {
        input.consume(header.size());
        if (header.length() != 0) {
            odd(header.tag(), start, "a delimiter with a length, taken as none");
        }
    }

    private void checkLength(int tag, long start, long length, long end) throws DicomException {
        long left = end - input.position();
        if (length == ElementHeader.UNDEFINED) {
            throw DicomException.at(tag, start, "a fragment can't have an undefined length");
        }
        if (length > left) {
            throw DicomException.at(tag, start, "declares " + length + " bytes where only " + left + " remain");
        }
    }

    private Bulk value(int tag, long start, long length) throws IOException {
        if (length == 0) {
            return Bulk.empty();
        }
        if (length > options.inMemory() || (length > TINY && loaded + length > options.memory())) {
            return input.leave(tag, length);
        }
        byte[] bytes = new byte[(int) length];
        int got = input.read(bytes, 0, bytes.length);
        if (got < length) {
            throw DicomException.at(tag, start, "declares " + length + " bytes where only " + got + " remain");
        }
        loaded += length;
        return Bulk.of(bytes);
    }

    private void countOne(int tag, long start) throws DicomException {
        if (++count > options.maxElements()) {
            throw DicomException.at(tag, start, "more than " + options.maxElements() + " elements, items and fragments");
        }
    }

    private void odd(int tag, long start, String what) {
        options.oddities().accept(Tag.toString(tag) + " at offset " + start + ": " + what);
    }
}
