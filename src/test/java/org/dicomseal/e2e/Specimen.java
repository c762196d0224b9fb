package org.dicomseal.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.ValueElement;

/** One object in one transfer syntax: as it is sent, or as it came back. */
record Specimen(DataSet dataSet, TransferSyntax syntax) {

    private static final int[] PIXELS = {Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA};

    /** What lies in a file of PS3.10, read whole. */
    static Specimen of(Path file) throws IOException {
        return ofFile(Files.readAllBytes(file));
    }

    /** The bytes of a file of PS3.10. */
    static Specimen ofFile(byte[] bytes) throws IOException {
        DicomFile file = DicomFile.read(ByteSource.of(bytes), ReadOptions.defaults());
        return new Specimen(file.dataSet(), file.syntax());
    }

    /** A data set as it comes over the wire. */
    static Specimen ofDataSet(byte[] bytes, String transferSyntax) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(transferSyntax);
        return new Specimen(DicomReader.fromBytes(bytes, syntax), syntax);
    }

    String sopClass() {
        return dataSet.string(Tag.SOP_CLASS_UID, "");
    }

    String sopInstance() {
        return dataSet.string(Tag.SOP_INSTANCE_UID, "");
    }

    String study() {
        return dataSet.string(Tag.STUDY_INSTANCE_UID, "");
    }

    boolean hasPixels() {
        return Arrays.stream(PIXELS).anyMatch(dataSet::contains);
    }

    void writeTo(OutputStream out) throws IOException {
        DicomWriter writer = new DicomWriter(out, syntax);
        writer.write(dataSet);
        writer.finish();
    }

    /** The object as a file of PS3.10. */
    byte[] toFile() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomFile.write(FileMeta.of(sopClass(), sopInstance(), syntax), dataSet, out);
        return out.toByteArray();
    }

    Path writeFile(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, toFile());
    }

    /** What differs in the other, attribute by attribute and pixel byte by pixel byte; empty if it is this object. */
    List<String> differencesFrom(Specimen other) throws IOException {
        List<String> differences = new ArrayList<>();
        DataSetComparison.compare(dataSet, other.dataSet).forEach(difference -> differences.add(difference.toString()));
        if (!syntax.uid().equals(other.syntax.uid())) {
            differences.add("came back in " + other.syntax);
            return differences;
        }
        for (int tag : PIXELS) {
            if (!Arrays.deepEquals(pixels(dataSet.get(tag)), pixels(other.dataSet.get(tag)))) {
                differences.add(Tag.toString(tag) + " has other bytes");
            }
        }
        return differences;
    }

    /** The bytes of native pixel data, in little endian, or of each fragment. */
    private static byte[][] pixels(Element element) throws IOException {
        if (element instanceof FragmentsElement fragments) {
            byte[][] all = new byte[fragments.fragments().size()][];
            for (int i = 0; i < all.length; i++) {
                all[i] = fragments.fragments().get(i).bytes();
            }
            return all;
        }
        return element instanceof ValueElement value ? new byte[][] {value.littleEndian().bytes()} : new byte[0][];
    }
}
