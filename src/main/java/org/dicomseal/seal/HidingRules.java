package org.dicomseal.seal;

import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.ValueElement;

/** Which elements go into the payload, and what takes their place. */
interface HidingRules {

    /** Values longer than this are bulk: 4 KiB. */
    int BULK = 4096;

    /**
     * Whether the element is hidden, with all that is in it.
     *
     * @param top           it is at the top level of the data set
     * @param insidePrivate it is private, or lies in a private sequence
     */
    boolean hides(Element element, boolean top, boolean insidePrivate);

    /** Puts what has to stand in the place of hidden elements. */
    void replace(DataSet hidden, DataSet visible);

    /** Whether a value is too large to be left in clear: private or binary bulk, and codestreams. */
    static boolean isBulk(Element element, boolean insidePrivate) {
        if (element instanceof FragmentsElement) {
            return true;
        }
        return element instanceof ValueElement value && value.length() > BULK && (insidePrivate || isBinary(value));
    }

    private static boolean isBinary(ValueElement value) {
        return switch (value.vr()) {
            case OB, OW, OF, OD, OL, OV, UN -> true;
            default -> false;
        };
    }

    /** Rules for objects without pixel data: bulk of any kind, documents, waveforms, and images within images. */
    HidingRules WITHOUT_PIXELS = new HidingRules() {

        @Override
        public boolean hides(Element element, boolean top, boolean insidePrivate) {
            return isBulk(element, insidePrivate) || Tag.isPixelData(element.tag())
                    || element instanceof ValueElement value && value.length() > BULK
                    || element.tag() == Tag.ENCAPSULATED_DOCUMENT
                    || element.tag() == Tag.WAVEFORM_SEQUENCE
                    || element.tag() == Tag.ICON_IMAGE_SEQUENCE;
        }

        @Override
        public void replace(DataSet hidden, DataSet visible) {
            // nothing takes the place of bulk
        }
    };
}
