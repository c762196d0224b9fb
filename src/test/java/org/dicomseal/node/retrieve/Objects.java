package org.dicomseal.node.retrieve;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.StoreRequest;

/** Small objects for tests. */
final class Objects {

    private Objects() {
    }

    static Instance instance(String series, int number) {
        return new Instance("P", "1.2", series, Uids.CT_IMAGE_STORAGE, uid(number));
    }

    static List<Instance> instances(int count) {
        List<Instance> instances = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            instances.add(instance("1.2.1", number));
        }
        return instances;
    }

    static String uid(int number) {
        return "1.2.3." + number;
    }

    static StoreRequest request(int number, String syntax) {
        return new StoreRequest(Uids.CT_IMAGE_STORAGE, uid(number), syntax);
    }

    static DataSet dataSet(int number) {
        return new DataSet().putString(Tag.SOP_CLASS_UID, VR.UI, Uids.CT_IMAGE_STORAGE).putString(Tag.SOP_INSTANCE_UID, VR.UI, uid(number));
    }

    static InputStream stream(DataSet dataSet) throws IOException {
        return new ByteArrayInputStream(DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_LE));
    }
}
