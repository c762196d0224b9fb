package org.dicomseal.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;

/** Small images made up for tests. */
final class TestImages {

    private TestImages() {
    }

    /** A square 12-bit image, a ramp with noise; its UIDs hang on the seed. */
    static DataSet ct(int seed, int side) {
        DataSet image = new DataSet();
        image.putString(Tag.SOP_CLASS_UID, VR.UI, Uids.CT_IMAGE_STORAGE);
        image.putString(Tag.SOP_INSTANCE_UID, VR.UI, instance(seed));
        image.putString(Tag.STUDY_DATE, VR.DA, "20260101");
        image.putString(Tag.MODALITY, VR.CS, "CT");
        image.putString(Tag.PATIENT_NAME, VR.PN, "TEST^NODE");
        image.putString(Tag.PATIENT_ID, VR.LO, "T-1");
        image.putString(Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.7001");
        image.putString(Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.7002");
        image.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1);
        image.putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME2");
        image.putInts(Tag.ROWS, VR.US, side);
        image.putInts(Tag.COLUMNS, VR.US, side);
        image.putInts(Tag.BITS_ALLOCATED, VR.US, 16);
        image.putInts(Tag.BITS_STORED, VR.US, 12);
        image.putInts(Tag.HIGH_BIT, VR.US, 11);
        image.putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0);
        image.putBytes(Tag.PIXEL_DATA, VR.OW, pixels(seed, side));
        return image;
    }

    static String instance(int seed) {
        return "2.25.8" + seed;
    }

    private static byte[] pixels(int seed, int side) {
        Random random = new Random(seed);
        byte[] bytes = new byte[side * side * 2];
        for (int i = 0; i < side * side; i++) {
            int value = (i % side + i / side) * 2 + random.nextInt(16) & 0xFFF;
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }

    static byte[] bytes(DataSet dataSet, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter writer = new DicomWriter(out, syntax);
        writer.write(dataSet);
        writer.finish();
        return out.toByteArray();
    }

    /** An image as the bytes of a file. */
    static byte[] file(DataSet image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String instance = image.string(Tag.SOP_INSTANCE_UID);
        DicomFile.write(FileMeta.of(image.string(Tag.SOP_CLASS_UID), instance, TransferSyntax.EXPLICIT_LE), image, out);
        return out.toByteArray();
    }

    /** Writes images with these seeds as files. */
    static List<Path> files(Path folder, int from, int count, int side) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (int seed = from; seed < from + count; seed++) {
            Path file = folder.resolve(seed + ".dcm");
            DataSet image = ct(seed, side);
            Files.write(file, file(image));
            files.add(file);
        }
        return files;
    }
}
