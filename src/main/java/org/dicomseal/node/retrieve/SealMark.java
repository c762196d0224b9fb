package org.dicomseal.node.retrieve;

import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.Tag;

/**
 * The private creator that sealing leaves in clear. It proves nothing; but where it is and the payload isn't, the pixels
 * are noise, and nobody must take them for an image.
 */
final class SealMark {

    private static final String CREATOR = "DICOMSEAL 1";

    private SealMark() {
    }

    static boolean isOn(DataSet dataSet) {
        for (Element element : dataSet) {
            if (Tag.isPrivateCreator(element.tag()) && CREATOR.equals(dataSet.string(element.tag()))) {
                return true;
            }
        }
        return false;
    }
}
