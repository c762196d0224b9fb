package org.dicomseal.dcm4che;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.TransferSyntax;

/** Where sealed objects are kept. It only ever sees sealed ones. Implementations are thread-safe. */
public interface SealedStore {

    /** Writes a data set, without file meta information. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A kept object. */
    interface Entry {

        Identity identity();

        /** Opens it; the caller closes it. */
        DicomFile open() throws IOException;
    }

    /**
     * Takes an object in. When this returns, the object is on stable storage and {@link #find} knows it: the sender is told of success
     * next, and may then delete its own. After an exception nothing of it is kept. An older object with the same SOP Instance UID is
     * not destroyed, but no longer found.
     */
    void put(Identity identity, TransferSyntax syntax, Content content) throws IOException;

    /** The newest object of each SOP Instance UID that matches, in the order in which they came. */
    List<Entry> find(Selection selection) throws IOException;
}
