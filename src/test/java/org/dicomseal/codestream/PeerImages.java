package org.dicomseal.codestream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.PixelData;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;

/** Files for peers to code and decode, and what both sides make of them. */
final class PeerImages {

    private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

    private PeerImages() {
    }

    static EncodedFormat format(ImagePixel image) {
        return new EncodedFormat(image.rows(), image.columns(), image.samplesPerPixel(), image.bitsAllocated(), image.bitsStored(),
                image.highBit(), image.signed(), image.planarConfiguration(), image.photometric());
    }

    /** All frames of a file with native pixel data, without padding. */
    static byte[] nativeFrames(Path file) throws IOException {
        try (DicomFile dicom = DicomFile.open(file)) {
            PixelData pixels = PixelData.of(dicom.dataSet());
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int i = 0; i < pixels.image().frames(); i++) {
                frames.writeBytes(pixels.frame(i).bytes());
            }
            return frames.toByteArray();
        }
    }

    /** What our decoders make of all frames of a file. */
    record Decoded(byte[] frames, EncodedFormat encoded, EncodedFormat format, boolean lossless) {
    }

    static Decoded decode(Path file) throws IOException {
        try (DicomFile dicom = DicomFile.open(file)) {
            return decode(dicom);
        }
    }

    static Decoded decode(DicomFile dicom) throws IOException {
        CodestreamDecoder decoder = CodestreamDecoders.forSyntax(dicom.syntax().uid()).orElseThrow();
        PixelData pixels = PixelData.of(dicom.dataSet());
        EncodedFormat format = format(pixels.image());
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        boolean lossless = true;
        EncodedFormat decodedFormat = format;
        for (int i = 0; i < pixels.image().frames(); i++) {
            DecodedFrame frame = decoder.decode(pixels.frame(i).bytes(), format);
            frames.writeBytes(frame.bytes());
            lossless &= frame.lossless();
            decodedFormat = frame.format();
        }
        return new Decoded(frames.toByteArray(), format, decodedFormat, lossless);
    }

    /** A file of the test image, for peers to encode. */
    static void write(Path file, EncodedFormat format, byte[] frame) throws IOException {
        DataSet image = new DataSet()
                .putString(Tag.SOP_CLASS_UID, VR.UI, SECONDARY_CAPTURE)
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, "2.25.1234567890")
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.1234567891")
                .putString(Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.1234567892")
                .putInts(Tag.SAMPLES_PER_PIXEL, VR.US, format.samplesPerPixel())
                .putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, format.photometric())
                .putInts(Tag.ROWS, VR.US, format.rows())
                .putInts(Tag.COLUMNS, VR.US, format.columns())
                .putInts(Tag.BITS_ALLOCATED, VR.US, format.bitsAllocated())
                .putInts(Tag.BITS_STORED, VR.US, format.bitsStored())
                .putInts(Tag.HIGH_BIT, VR.US, format.highBit())
                .putInts(Tag.PIXEL_REPRESENTATION, VR.US, format.signed() ? 1 : 0);
        if (format.samplesPerPixel() > 1) {
            image.putInts(Tag.PLANAR_CONFIGURATION, VR.US, format.planarConfiguration());
        }
        byte[] even = Arrays.copyOf(frame, frame.length + frame.length % 2);
        image.putBytes(Tag.PIXEL_DATA, format.bitsAllocated() > 8 ? VR.OW : VR.OB, even);
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomFile.write(FileMeta.of(SECONDARY_CAPTURE, "2.25.1234567890", TransferSyntax.EXPLICIT_LE), image, out);
        }
    }
}
