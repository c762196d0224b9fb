package org.dicomseal.dicom;

/** How many bytes the writer makes of elements; the writer and this class must agree to the byte. */
final class EncodedLength {

    private static final int ITEM_HEADER = 8;
    private static final int LONGEST_SHORT_VALUE = 0xFFFF;
    private static final long LONGEST_VALUE = 0xFFFFFFFEL;

    private EncodedLength() {
    }

    static long of(DataSet dataSet, Encoding encoding) throws DicomException {
        long sum = 0;
        for (Element element : dataSet) {
            sum += of(element, encoding);
        }
        return sum;
    }

    static long of(Element element, Encoding encoding) throws DicomException {
        if (element instanceof ValueElement value) {
            return headerOf(writtenVr(value, encoding), encoding) + checked(value.tag(), value.length());
        }
        if (element instanceof SequenceElement sequence) {
            long content = contentOf(sequence, encoding);
            return headerOf(sequence.vr(), encoding) + content + (sequence.undefinedLength() ? ITEM_HEADER : 0);
        }
        FragmentsElement fragments = (FragmentsElement) element;
        long sum = headerOf(fragments.vr(), encoding) + ITEM_HEADER;
        for (Bulk fragment : fragments.fragments()) {
            sum += ITEM_HEADER + checked(fragments.tag(), fragment.length());
        }
        return sum;
    }

    /** The items of a sequence with their headers and delimiters, without the sequence's own. */
    static long contentOf(SequenceElement sequence, Encoding around) throws DicomException {
        Encoding encoding = itemEncoding(sequence, around);
        long sum = 0;
        for (SequenceElement.Item item : sequence.items()) {
            long content = of(item.dataSet(), encoding);
            sum += ITEM_HEADER + content + (item.undefinedLength() ? ITEM_HEADER : 0);
        }
        return sum;
    }

    /** A UN of undefined length is implicit VR little endian inside, whatever is around it (PS3.5 6.2.2). */
    static Encoding itemEncoding(SequenceElement sequence, Encoding around) {
        return sequence.vr() == VR.UN ? Encoding.IMPLICIT_LE : around;
    }

    /** A value too long for the 16-bit length of its VR is written as UN (PS3.5 6.2.2). */
    static VR writtenVr(ValueElement value, Encoding encoding) {
        boolean tooLong = encoding.explicitVr() && !value.vr().hasLongLength() && value.length() > LONGEST_SHORT_VALUE;
        return tooLong ? VR.UN : value.vr();
    }

    static long checked(int tag, long length) throws DicomException {
        if (length > LONGEST_VALUE) {
            throw DicomException.of(tag, length + " bytes are more than a 32-bit length can say");
        }
        return length;
    }

    private static int headerOf(VR vr, Encoding encoding) {
        return encoding.explicitVr() && vr.hasLongLength() ? 12 : 8;
    }
}
