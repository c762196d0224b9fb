package org.dicomseal.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dicomseal.cli.phantom.PhantomStudy;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;

/** Objects made for tests: a patient who does not exist, and pixels of every kind. */
final class Synthetic {

    private static final int SIDE = 96;

    private Synthetic() {
    }

    /** The demo's study: a CT series, an MR slice, a colour multi-frame, a report. */
    static List<Specimen> study() throws IOException {
        return new PhantomStudy().specimens().stream()
                .map(specimen -> new Specimen(specimen.dataSet(), TransferSyntax.EXPLICIT_LE)).toList();
    }

    /** A small CT slice; slices of a study share its series. */
    static Specimen ct(String study, int number, int side) {
        DataSet image = header(Uids.CT_IMAGE_STORAGE, "CT", study, study + ".1", number);
        pixelModule(image, "MONOCHROME2", 1, side, 16, 12, false);
        image.putBytes(Tag.PIXEL_DATA, VR.OW, samples16(side * side, 12, number));
        return new Specimen(image, TransferSyntax.EXPLICIT_LE);
    }

    /** So many slices of one study. */
    static List<Specimen> series(int count, int side) {
        String study = Uids.random();
        List<Specimen> slices = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            slices.add(ct(study, number, side));
        }
        return slices;
    }

    /** One object for each kind of pixel data and transfer syntax that can be made without an encoder. */
    static List<Specimen> kinds() {
        String study = Uids.random();
        List<Specimen> all = new ArrayList<>();
        int number = 0;
        for (TransferSyntax syntax : List.of(TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_BE,
                TransferSyntax.DEFLATED_LE)) {
            all.add(new Specimen(grey(study, ++number, 16, 12, false), syntax));
            all.add(new Specimen(grey(study, ++number, 16, 16, true), syntax));
            all.add(new Specimen(grey(study, ++number, 8, 8, false), syntax));
            all.add(new Specimen(grey(study, ++number, 1, 1, false), syntax));
            all.add(new Specimen(colour(study, ++number, 0), syntax));
            all.add(new Specimen(colour(study, ++number, 1), syntax));
            all.add(new Specimen(floats(study, ++number), syntax));
            all.add(new Specimen(withoutPixels(study, ++number), syntax));
        }
        for (String uid : List.of(Uids.JPEG_BASELINE, Uids.JPEG_2000, "1.2.840.10008.1.2.4.102")) {
            all.add(new Specimen(codestream(study, ++number), TransferSyntax.of(uid)));
        }
        return all;
    }

    private static DataSet header(String sopClass, String modality, String study, String series, int number) {
        return new DataSet()
                .putString(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 192")
                .putString(Tag.SOP_CLASS_UID, VR.UI, sopClass)
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, Uids.random())
                .putString(Tag.STUDY_DATE, VR.DA, "20260101")
                .putString(Tag.MODALITY, VR.CS, modality)
                .putString(Tag.PATIENT_NAME, VR.PN, "Nobody^Nora")
                .putString(Tag.PATIENT_ID, VR.LO, "NOBODY-1")
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, study)
                .putString(Tag.SERIES_INSTANCE_UID, VR.UI, series)
                .putString(Tag.INSTANCE_NUMBER, VR.IS, String.valueOf(number))
                .putString(Tag.of(0x0019, 0x0010), VR.LO, "A SCANNER MAKER")
                .putInts(Tag.of(0x0019, 0x1001), VR.SL, -number);
    }

    private static DataSet grey(String study, int number, int allocated, int stored, boolean signed) {
        DataSet image = header(Uids.SECONDARY_CAPTURE_IMAGE_STORAGE, "OT", study, study + "." + allocated, number);
        pixelModule(image, "MONOCHROME2", 1, SIDE, allocated, stored, signed);
        byte[] pixels = allocated == 16 ? samples16(SIDE * SIDE, stored, number) : bytes(SIDE * SIDE * allocated / 8, number);
        return image.putBytes(Tag.PIXEL_DATA, allocated == 16 ? VR.OW : VR.OB, pixels);
    }

    private static DataSet colour(String study, int number, int planarConfiguration) {
        DataSet image = header(Uids.SECONDARY_CAPTURE_IMAGE_STORAGE, "OT", study, study + ".24", number);
        pixelModule(image, "RGB", 3, SIDE, 8, 8, false);
        image.putInts(Tag.PLANAR_CONFIGURATION, VR.US, planarConfiguration);
        return image.putBytes(Tag.PIXEL_DATA, VR.OB, bytes(3 * SIDE * SIDE, number));
    }

    private static DataSet floats(String study, int number) {
        DataSet image = header(Uids.PARAMETRIC_MAP_STORAGE, "OT", study, study + ".32", number);
        pixelModule(image, "MONOCHROME2", 1, SIDE, 32, 32, false);
        return image.putBytes(Tag.FLOAT_PIXEL_DATA, VR.OF, bytes(4 * SIDE * SIDE, number));
    }

    private static DataSet withoutPixels(String study, int number) {
        return header(Uids.BASIC_TEXT_SR_STORAGE, "SR", study, study + ".99", number);
    }

    /** What looks like a codestream from outside: it must come back byte for byte, whatever it is. */
    private static DataSet codestream(String study, int number) {
        DataSet image = header(Uids.SECONDARY_CAPTURE_IMAGE_STORAGE, "OT", study, study + ".88", number);
        pixelModule(image, "MONOCHROME2", 1, SIDE, 8, 8, false);
        byte[] first = bytes(2000, number);
        byte[] second = bytes(1000, -number);
        return image.put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.empty(), Bulk.of(first), Bulk.of(second))));
    }

    private static void pixelModule(DataSet image, String photometric, int samplesPerPixel, int side, int allocated, int stored, boolean signed) {
        image.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, samplesPerPixel);
        image.putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, photometric);
        image.putInts(Tag.ROWS, VR.US, side).putInts(Tag.COLUMNS, VR.US, side);
        image.putInts(Tag.BITS_ALLOCATED, VR.US, allocated).putInts(Tag.BITS_STORED, VR.US, stored);
        image.putInts(Tag.HIGH_BIT, VR.US, stored - 1).putInts(Tag.PIXEL_REPRESENTATION, VR.US, signed ? 1 : 0);
    }

    /** A ramp with noise in the low bits. */
    private static byte[] samples16(int count, int bits, int seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            int value = i * 7 / SIDE + random.nextInt(12) & (1 << bits) - 1;
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }

    private static byte[] bytes(int count, int seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i / SIDE + random.nextInt(6));
        }
        return bytes;
    }
}
