package org.dicomseal.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;

/** Synthetic objects, and the short ways to seal, write, read and unseal them. */
final class Images {

    private Images() {
    }

    /** Patient, study, series and identity; no pixels. */
    static DataSet header(String sopClassUid) {
        return new DataSet()
                .putString(Tag.SOP_CLASS_UID, VR.UI, sopClassUid)
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3.4.5")
                .putString(Tag.MODALITY, VR.CS, "OT")
                .putString(Tag.PATIENT_NAME, VR.PN, "Test^Image")
                .putString(Tag.PATIENT_ID, VR.LO, "PAT-1")
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.2.3.4")
                .putString(Tag.SERIES_INSTANCE_UID, VR.UI, "1.2.3.4.1");
    }

    /** A 12-bit CT-like slice with everything that sealing has to hide. */
    static DataSet ct(int rows, int columns) {
        DataSet ct = image(Uids.CT_IMAGE_STORAGE, rows, columns, 1, 16, 12, false, "MONOCHROME2", 1);
        ct.putString(Tag.WINDOW_CENTER, VR.DS, "40", "300").putString(Tag.WINDOW_WIDTH, VR.DS, "400", "1500");
        ct.putString(Tag.RESCALE_INTERCEPT, VR.DS, "-1024").putString(Tag.RESCALE_SLOPE, VR.DS, "1");
        ct.putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.US, 0).putInts(Tag.PIXEL_PADDING_VALUE, VR.US, 0);
        return ct;
    }

    static DataSet image(String sopClassUid, int rows, int columns, int samples, int allocated, int stored, boolean signed,
                         String photometric, int frames) {
        DataSet image = header(sopClassUid);
        image.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, samples).putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, photometric);
        if (samples > 1) {
            image.putInts(Tag.PLANAR_CONFIGURATION, VR.US, 0);
        }
        if (frames > 1) {
            image.putString(Tag.NUMBER_OF_FRAMES, VR.IS, String.valueOf(frames));
        }
        image.putInts(Tag.ROWS, VR.US, rows).putInts(Tag.COLUMNS, VR.US, columns);
        image.putInts(Tag.BITS_ALLOCATED, VR.US, allocated).putInts(Tag.BITS_STORED, VR.US, stored);
        image.putInts(Tag.HIGH_BIT, VR.US, stored - 1).putInts(Tag.PIXEL_REPRESENTATION, VR.US, signed ? 1 : 0);
        int bits = rows * columns * samples * allocated * frames;
        image.putBytes(Tag.PIXEL_DATA, allocated > 8 ? VR.OW : VR.OB, pixels((bits + 7) / 8, allocated, stored, columns));
        return image;
    }

    /** A smooth gradient with noise, of the given depth. */
    static byte[] pixels(int length, int allocated, int stored, int columns) {
        byte[] bytes = new byte[length];
        Random random = new Random(length);
        if (allocated < 16) {
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (allocated == 1 ? random.nextInt(256) & random.nextInt(256) : i % columns / 2 + random.nextInt(4));
            }
            return bytes;
        }
        int unit = allocated / 8;
        for (int i = 0; i + unit <= length; i += unit) {
            int value = i / unit % columns * 3 + random.nextInt(20) & (1 << Math.min(stored, 16)) - 1;
            bytes[i] = (byte) value;
            bytes[i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }

    static Sealer sealer(Path scratch) {
        return new Sealer(FixedKeys.ONE, new Scratch(scratch, 1 << 16), SealOptions.defaults());
    }

    static Unsealer unsealer() {
        return new Unsealer(FixedKeys.ONE, org.dicomseal.codec.Parallelism.SINGLE);
    }

    /** Seals, writes as the archive would store it, and reads it back. */
    static DataSet throughArchive(Sealer sealer, DataSet original, TransferSyntax own, TransferSyntax archive) throws Exception {
        try (SealedObject sealed = sealer.seal(original, own)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            sealed.writeTo(bytes, archive);
            return DicomReader.fromBytes(bytes.toByteArray(), archive);
        }
    }

    static byte[] unsealedBytes(DataSet archived, TransferSyntax own) throws Exception {
        try (UnsealedObject unsealed = unsealer().open(archived)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            unsealed.writeTo(bytes, own, View.ORIGINAL);
            return bytes.toByteArray();
        }
    }

    static byte[] bytes(DataSet dataSet, TransferSyntax syntax) throws IOException {
        return DicomWriter.toBytes(dataSet, syntax);
    }

    static DataSet with(DataSet dataSet, int tag, VR vr, byte[] value) {
        return dataSet.put(new ValueElement(tag, vr, Bulk.of(value)));
    }
}
