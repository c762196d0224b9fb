package org.dicomseal.seal;

import java.io.IOException;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Dictionary;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.SequenceElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;

/**
 * The VR of an element that stays in clear, where a reader of Implicit VR would take another: private sequences, and standard elements
 * whose writer had a mind of its own. Private values are not noted: as UN they keep their bytes, and their VRs would cost too much.
 */
record VrNote(ItemPath path, int tag, VR vr) {

    /** Whether Implicit VR loses what the element is. */
    static boolean isNeeded(Element element) {
        boolean isPrivate = Tag.isPrivate(element.tag());
        if (element instanceof SequenceElement) {
            return isPrivate && element.vr() == VR.SQ;
        }
        return element instanceof ValueElement && !isPrivate && element.vr() != Dictionary.vr(element.tag());
    }

    /** Gives the element its VR back, if it is still there under another one. */
    void applyTo(DataSet top) throws IOException {
        DataSet place = DataSets.find(top, path);
        Element element = place == null ? null : place.get(tag);
        if (element == null || element.vr() == vr) {
            return;
        }
        if (vr != VR.SQ && element instanceof ValueElement value) {
            place.put(value.as(vr));
        } else if (vr == VR.SQ && element instanceof ValueElement value && value.length() > 0) {
            place.put(DataSets.deepCopy(value.asSequence()));
        } else if (vr == VR.SQ) {
            boolean undefined = element instanceof SequenceElement sequence && sequence.undefinedLength();
            place.put(new SequenceElement(tag, VR.SQ, element instanceof SequenceElement s ? s.items() : List.of(), undefined));
        }
    }
}
