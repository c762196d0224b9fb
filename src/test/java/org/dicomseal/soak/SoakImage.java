package org.dicomseal.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;

/**
 * An image that can be made again from its number, so that nothing has to be kept to know it. Most are small; one in ten is as large as
 * a CT slice, so that there is a middle of sealing and sending it.
 *
 * @param study  Study Instance UID
 * @param number its place among all images of a run
 */
record SoakImage(String study, int number) {

    static final String SOP_CLASS = Uids.CT_IMAGE_STORAGE;
    static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_LE;

    private static final int SMALL = 64;
    private static final int LARGE = 512;

    String instance() {
        return study + "." + number;
    }

    /** The number of the image of a study that has this SOP Instance UID. */
    static SoakImage of(String study, String instance) {
        return new SoakImage(study, Integer.parseInt(instance.substring(study.length() + 1)));
    }

    DataSet dataSet() {
        int side = number % 10 == 0 ? LARGE : SMALL;
        return new DataSet()
                .putString(Tag.SOP_CLASS_UID, VR.UI, SOP_CLASS)
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, instance())
                .putString(Tag.STUDY_DATE, VR.DA, "20260101")
                .putString(Tag.MODALITY, VR.CS, "CT")
                .putString(Tag.PATIENT_NAME, VR.PN, "Nobody^Nora")
                .putString(Tag.PATIENT_ID, VR.LO, "NOBODY-1")
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, study)
                .putString(Tag.SERIES_INSTANCE_UID, VR.UI, study + ".0")
                .putString(Tag.INSTANCE_NUMBER, VR.IS, String.valueOf(number))
                .putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1)
                .putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME2")
                .putInts(Tag.ROWS, VR.US, side).putInts(Tag.COLUMNS, VR.US, side)
                .putInts(Tag.BITS_ALLOCATED, VR.US, 16).putInts(Tag.BITS_STORED, VR.US, 12)
                .putInts(Tag.HIGH_BIT, VR.US, 11).putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0)
                .putBytes(Tag.PIXEL_DATA, VR.OW, pixels(side));
    }

    /** A ramp with noise in the low bits. */
    private byte[] pixels(int side) {
        Random random = new Random(number);
        byte[] bytes = new byte[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            int value = i / side * 3 + i % side + random.nextInt(32) & 0xFFF;
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }

    byte[] bytes() throws IOException {
        return DicomWriter.toBytes(dataSet(), SYNTAX);
    }

    /** What differs in bytes that are said to be this image; empty if nothing does. */
    List<String> differencesFrom(byte[] dataSet, String transferSyntax) throws IOException {
        DataSet other = DicomReader.fromBytes(dataSet, TransferSyntax.of(transferSyntax));
        DataSet own = dataSet();
        List<String> differences = new ArrayList<>();
        DataSetComparison.compare(own, other).forEach(difference -> differences.add(difference.toString()));
        if (!Arrays.equals(pixelsOf(own), pixelsOf(other))) {
            differences.add("other pixels");
        }
        return differences;
    }

    private static byte[] pixelsOf(DataSet image) throws IOException {
        return image.get(Tag.PIXEL_DATA) instanceof ValueElement value ? value.littleEndian().bytes() : new byte[0];
    }
}
