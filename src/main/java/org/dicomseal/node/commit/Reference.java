package org.dicomseal.node.commit;

import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;

/** An object that is referred to by its UIDs, as an item of Referenced SOP Sequence. */
record Reference(String sopClass, String sopInstance) {

    static Reference of(DataSet item) {
        return new Reference(item.string(Tag.REFERENCED_SOP_CLASS_UID, ""), item.string(Tag.REFERENCED_SOP_INSTANCE_UID, ""));
    }

    DataSet item() {
        return new DataSet().putString(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, sopClass)
                .putString(Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, sopInstance);
    }
}
