package org.dicomseal.node.retrieve;

import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SealMarkTest {

    @Test
    void ourPrivateCreatorIsSeenInAnyBlock() {
        DataSet dataSet = Objects.dataSet(1);
        assertFalse(SealMark.isOn(dataSet));
        dataSet.putString(Tag.of(0x0029, 0x0010), VR.LO, "SOMEBODY");
        assertFalse(SealMark.isOn(dataSet));
        dataSet.putString(Tag.of(0x0029, 0x0011), VR.LO, "DICOMSEAL 1");
        assertTrue(SealMark.isOn(dataSet));
    }
}
