package org.dicomseal.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class ObjectFolderTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_LE;

    @TempDir
    Path path;

    @Test
    void anObjectThatIsReplacedWhileItIsAboutToBeReadIsReadWhole() throws IOException {
        ObjectFolder folder = new ObjectFolder(path, Habits.none());
        add(folder, "first", EXPLICIT);
        StoredObject asked = folder.get("1.2.3");
        add(folder, "second", EXPLICIT);
        assertArrayEquals(bytes("second", EXPLICIT), read(asked));
        assertEquals(1, files());
    }

    @Test
    void anObjectThatIsReplacedInAnotherSyntaxLeavesNothingBehind() throws IOException {
        ObjectFolder folder = new ObjectFolder(path, Habits.none());
        add(folder, "first", EXPLICIT);
        add(folder, "second", TransferSyntax.IMPLICIT_LE);
        assertArrayEquals(bytes("second", EXPLICIT), read(folder.get("1.2.3")));
        assertArrayEquals(bytes("second", EXPLICIT), read(new ObjectFolder(path, Habits.none()).get("1.2.3")));
        assertEquals(1, files());
    }

    private static void add(ObjectFolder folder, String name, TransferSyntax syntax) throws IOException {
        folder.add(Uids.CT_IMAGE_STORAGE, "1.2.3", syntax, new ByteArrayInputStream(bytes(name, syntax)));
    }

    private static byte[] bytes(String name, TransferSyntax syntax) throws IOException {
        return DicomWriter.toBytes(new DataSet()
                .putString(Tag.SOP_CLASS_UID, VR.UI, Uids.CT_IMAGE_STORAGE)
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3")
                .putString(Tag.PATIENT_NAME, VR.PN, name)
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.2")
                .putString(Tag.SERIES_INSTANCE_UID, VR.UI, "1.2.1"), syntax);
    }

    private static byte[] read(StoredObject object) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        object.writeTo(out, EXPLICIT);
        return out.toByteArray();
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.count();
        }
    }
}
