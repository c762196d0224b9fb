package org.dicomseal.seal;

import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

/** An object larger than the heap (1.5 GB in 1 GB, as the build runs it) is sealed, stored and unsealed frame by frame. */
class LargeObjectIT {

    private static final int SIDE = 1024;
    private static final int FRAMES = 768;

    @TempDir
    Path folder;

    @Test
    void oneAndAHalfGigabytesPassInOneGigabyteOfHeap() throws Exception {
        DataSet original = Images.image(Uids.CT_IMAGE_STORAGE, SIDE, SIDE, 1, 16, 12, false, "MONOCHROME2", 1);
        original.putString(Tag.NUMBER_OF_FRAMES, VR.IS, String.valueOf(FRAMES));
        byte[] frame = Images.pixels(2 * SIDE * SIDE, 16, 12, SIDE);
        original.put(new ValueElement(Tag.PIXEL_DATA, VR.OW, Bulk.region(new RepeatedFrame(frame), 0, (long) FRAMES * frame.length)));
        byte[] before = digest(out -> {
            DicomWriter writer = new DicomWriter(out, TransferSyntax.EXPLICIT_LE);
            writer.write(original);
            writer.finish();
        });
        Path stored = folder.resolve("sealed.dcm");
        try (SealedObject sealed = new Sealer(FixedKeys.ONE, Scratch.in(folder), SealOptions.defaults())
                .seal(original, TransferSyntax.EXPLICIT_LE); OutputStream out = java.nio.file.Files.newOutputStream(stored)) {
            FileMeta meta = FileMeta.of(Uids.CT_IMAGE_STORAGE, original.string(Tag.SOP_INSTANCE_UID), TransferSyntax.EXPLICIT_LE);
            DicomFile.write(meta, sealed.dataSet(), out);
        }
        try (DicomFile file = DicomFile.open(stored); UnsealedObject unsealed = Images.unsealer().open(file.dataSet())) {
            assertArrayEquals(before, digest(out -> unsealed.writeTo(out, TransferSyntax.EXPLICIT_LE, View.ORIGINAL)));
        }
    }

    private interface Writing {
        void to(OutputStream out) throws Exception;
    }

    private static byte[] digest(Writing writing) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            writing.to(out);
        }
        return digest.digest();
    }

    /** One frame over and over, each time with its number in the first bytes. */
    private record RepeatedFrame(byte[] frame) implements ByteSource {

        @Override
        public long size() {
            return (long) FRAMES * frame.length;
        }

        @Override
        public int read(long position, byte[] target, int offset, int length) {
            if (position >= size()) {
                return -1;
            }
            int at = (int) (position % frame.length);
            int count = Math.min(length, frame.length - at);
            System.arraycopy(frame, at, target, offset, count);
            if (at == 0) {
                target[offset] = (byte) (position / frame.length);
            }
            return count;
        }
    }
}
