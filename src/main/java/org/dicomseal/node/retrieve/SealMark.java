package org.dicomseal.node.retrieve;

import java.io.IOException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;

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

    /** Whether the object is one of ours that was compressed since. */
    static boolean isOnCodestream(FetchedObject object) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(object.request().transferSyntax());
        if (!syntax.encapsulated()) {
            return false;
        }
        try {
            return isOn(DicomReader.read(object.bytes(), syntax, ReadOptions.defaults().stoppingBefore(Tag.PIXEL_DATA)));
        } catch (DicomException e) {
            // whoever opens it says what is wrong
            return false;
        }
    }
}
