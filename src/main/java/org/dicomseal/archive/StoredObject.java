package org.dicomseal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.ValueElement;

/**
 * One object of the archive.
 *
 * @param file            as PS3.10 has it
 * @param dataSetPosition bytes before the data set in the file
 * @param keys            what can be asked for: standard attributes of the top level with small values, no sequences
 */
record StoredObject(Path file, String sopClass, String sopInstance, TransferSyntax syntax, long dataSetPosition, DataSet keys) {

    private static final int LONGEST_KEY = 1024;
    private static final int LAST_KEY_GROUP = 0x0040;

    /** @throws DicomException if the file is no DICOM file, or lacks its SOP Class, SOP Instance, Study or Series UID */
    static StoredObject read(Path file) throws IOException {
        ReadOptions header = ReadOptions.defaults().forgettingItems().stoppingBefore(Tag.of(LAST_KEY_GROUP + 1, 0));
        try (DicomFile dicom = DicomFile.open(file, header)) {
            DataSet keys = new DataSet();
            for (Element element : dicom.dataSet()) {
                if (element instanceof ValueElement value && value.length() <= LONGEST_KEY && !Tag.isPrivate(value.tag())) {
                    keys.put(value);
                }
            }
            for (int uid : List.of(Tag.SOP_CLASS_UID, Tag.SOP_INSTANCE_UID, Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID)) {
                if (keys.string(uid) == null) {
                    throw DicomException.of(uid, "is missing or empty");
                }
            }
            return new StoredObject(file, keys.string(Tag.SOP_CLASS_UID), keys.string(Tag.SOP_INSTANCE_UID), dicom.syntax(),
                    dicom.dataSetPosition(), keys);
        }
    }

    /** Whether its file, under the other's name, is read right by who knows the other. */
    boolean isReadAs(StoredObject other) {
        return sopClass.equals(other.sopClass) && syntax.equals(other.syntax) && dataSetPosition == other.dataSetPosition;
    }

    StoredObject movedTo(Path other) {
        return new StoredObject(other, sopClass, sopInstance, syntax, dataSetPosition, keys);
    }

    /** Writes the data set: as it is, or converted where neither syntax is encapsulated. */
    void writeTo(OutputStream out, TransferSyntax target) throws IOException {
        if (target.equals(syntax)) {
            try (InputStream in = Files.newInputStream(file)) {
                in.skipNBytes(dataSetPosition);
                in.transferTo(out);
            }
            return;
        }
        try (DicomFile dicom = DicomFile.open(file)) {
            DicomWriter writer = new DicomWriter(out, target);
            writer.write(dicom.dataSet());
            writer.finish();
        }
    }
}
