package org.dicomseal.node.commit;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;

/** The action information of a request for storage commitment (PS3.4 table J.3-1). */
record CommitmentRequest(String transaction, List<Reference> references) {

    static final int ACTION_TYPE = 1;

    CommitmentRequest {
        references = List.copyOf(references);
    }

    /** @throws ServiceException with the status to answer, if it is none */
    static CommitmentRequest parse(byte[] information, String transferSyntax) throws ServiceException {
        DataSet dataSet;
        try {
            dataSet = DicomReader.fromBytes(information, TransferSyntax.of(transferSyntax));
        } catch (IOException e) {
            throw new ServiceException(Status.INVALID_ARGUMENT, "action information can't be read", e);
        }
        String transaction = dataSet.string(Tag.TRANSACTION_UID, "");
        if (!Uids.isValid(transaction)) {
            throw new ServiceException(Status.INVALID_ARGUMENT, "no Transaction UID (0008,1195), or none that is a UID");
        }
        Set<Reference> references = new LinkedHashSet<>();
        for (DataSet item : dataSet.items(Tag.REFERENCED_SOP_SEQUENCE)) {
            Reference reference = Reference.of(item);
            if (!Uids.isValid(reference.sopClass()) || !Uids.isValid(reference.sopInstance())) {
                throw new ServiceException(Status.INVALID_ARGUMENT, "an item of (0008,1199) lacks a SOP Class or Instance UID");
            }
            references.add(reference);
        }
        if (references.isEmpty()) {
            throw new ServiceException(Status.INVALID_ARGUMENT, "no Referenced SOP Sequence (0008,1199)");
        }
        return new CommitmentRequest(transaction, List.copyOf(references));
    }

    byte[] encode(String transferSyntax) throws IOException {
        DataSet dataSet = new DataSet().putString(Tag.TRANSACTION_UID, VR.UI, transaction)
                .putSequence(Tag.REFERENCED_SOP_SEQUENCE, references.stream().map(Reference::item).toArray(DataSet[]::new));
        return DicomWriter.toBytes(dataSet, TransferSyntax.of(transferSyntax));
    }
}
