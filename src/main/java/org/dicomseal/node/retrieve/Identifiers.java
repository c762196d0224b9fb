package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;

/** Identifiers of C-FIND, C-MOVE and C-GET. */
final class Identifiers {

    private Identifiers() {
    }

    /** A peer's identifier. */
    static DataSet parse(byte[] identifier, String transferSyntax) throws ServiceException {
        try {
            return DicomReader.fromBytes(identifier, TransferSyntax.of(transferSyntax));
        } catch (DicomException e) {
            throw new ServiceException(Status.DATA_SET_DOES_NOT_MATCH, "identifier can't be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ServiceException(Status.CANNOT_UNDERSTAND, "identifier can't be read", e);
        }
    }

    static byte[] encode(DataSet identifier, String transferSyntax) throws IOException {
        return DicomWriter.toBytes(identifier, TransferSyntax.of(transferSyntax));
    }

    /** The query/retrieve level of a retrieval. */
    static QueryLevel level(DataSet identifier) throws ServiceException {
        String level = identifier.string(Tag.QUERY_RETRIEVE_LEVEL, "");
        return Arrays.stream(QueryLevel.values()).filter(known -> known.name().equals(level)).findFirst()
                .orElseThrow(() -> new ServiceException(Status.DATA_SET_DOES_NOT_MATCH, "no query/retrieve level"));
    }

    /** The values of a key, without empty ones; wildcards have no place in a retrieval. */
    static List<String> values(DataSet identifier, int tag) {
        return identifier.strings(tag).stream().filter(value -> !value.isEmpty()).toList();
    }

    /** An identifier of a level, with no keys yet. */
    static DataSet at(QueryLevel level) {
        return new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, level.name());
    }
}
