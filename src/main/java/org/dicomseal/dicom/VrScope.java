package org.dicomseal.dicom;

import java.io.IOException;
import java.util.List;

/** Finds the VR of an element that was written without one; some hang on elements around it (PS3.6 table 6-1, PS3.5 A.1). */
record VrScope(DataSet dataSet, VrScope around) {

    VR vrOf(int tag, long length) {
        List<VR> choice = Dictionary.find(tag).map(Dictionary.Entry::vrs).orElse(List.of());
        if (choice.size() < 2) {
            return Dictionary.vr(tag);
        }
        // Implicit VR writes OW where OB or OW may stand; look-up table data of more than one number is OW too.
        if (choice.contains(VR.OW) && (choice.contains(VR.OB) || length > 2)) {
            return VR.OW;
        }
        return choice.contains(VR.SS) && isSigned() ? VR.SS : VR.US;
    }

    private boolean isSigned() {
        for (VrScope scope = this; scope != null; scope = scope.around) {
            if (scope.dataSet.get(Tag.PIXEL_REPRESENTATION) instanceof ValueElement representation) {
                return isOne(representation);
            }
        }
        return false;
    }

    private static boolean isOne(ValueElement representation) {
        try {
            long[] value = Values.integers(representation, VR.US);
            return value.length == 1 && value[0] == 1;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
