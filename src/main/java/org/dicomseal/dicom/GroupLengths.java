package org.dicomseal.dicom;

import java.util.HashMap;
import java.util.Map;

/**
 * The group lengths (PS3.5 7.2) that are true for a data set as it is written, counted in one pass.
 *
 * @param bytes by group; empty where the data set has no group length elements
 */
record GroupLengths(Map<Integer, Long> bytes) {

    static GroupLengths of(DataSet dataSet, Encoding encoding) throws DicomException {
        Map<Integer, Long> bytes = new HashMap<>();
        for (Element element : dataSet) {
            if (Tag.isGroupLength(element.tag())) {
                bytes.put(Tag.group(element.tag()), 0L);
            }
        }
        if (bytes.isEmpty()) {
            return new GroupLengths(Map.of());
        }
        for (Element element : dataSet) {
            int group = Tag.group(element.tag());
            if (bytes.containsKey(group) && !Tag.isGroupLength(element.tag())) {
                bytes.merge(group, EncodedLength.of(element, encoding), Long::sum);
            }
        }
        return new GroupLengths(bytes);
    }

    /** A group length element with the true value; one of an odd form, and every other element, as it is. */
    Element corrected(Element element) {
        if (!Tag.isGroupLength(element.tag()) || !(element instanceof ValueElement value) || value.vr() != VR.UL
                || value.length() != 4) {
            return element;
        }
        byte[] length = Values.integerBytes(value.tag(), VR.UL, bytes.get(Tag.group(value.tag())));
        return new ValueElement(value.tag(), VR.UL, Bulk.of(length));
    }
}
