package org.dicomseal.node.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;

/**
 * The event information of a storage commitment result (PS3.4 table J.3-2).
 *
 * @param committed what is kept
 * @param failed    what is not, each with its Failure Reason (PS3.3 section C.14.1.1)
 */
record CommitmentResult(String transaction, List<Reference> committed, Map<Reference, Integer> failed) {

    /** Everything that was asked for is committed. */
    static final int ALL = 1;
    /** There are failures. */
    static final int SOME_FAILED = 2;

    CommitmentResult {
        committed = List.copyOf(committed);
        failed = new LinkedHashMap<>(failed);
    }

    /** @throws ServiceException with the status to answer, if it is none */
    static CommitmentResult parse(byte[] information, String transferSyntax) throws ServiceException {
        try {
            DataSet dataSet = DicomReader.fromBytes(information, TransferSyntax.of(transferSyntax));
            List<Reference> committed = new ArrayList<>();
            dataSet.items(Tag.REFERENCED_SOP_SEQUENCE).forEach(item -> committed.add(Reference.of(item)));
            Map<Reference, Integer> failed = new LinkedHashMap<>();
            for (DataSet item : dataSet.items(Tag.FAILED_SOP_SEQUENCE)) {
                failed.put(Reference.of(item), item.intValue(Tag.FAILURE_REASON, Status.PROCESSING_FAILURE));
            }
            return new CommitmentResult(dataSet.string(Tag.TRANSACTION_UID, ""), committed, failed);
        } catch (IOException | ArithmeticException e) {
            throw new ServiceException(Status.INVALID_ARGUMENT, "event information can't be read", e);
        }
    }

    int eventType() {
        return failed.isEmpty() ? ALL : SOME_FAILED;
    }

    /** @param retrieveAe where what is committed can be retrieved from */
    byte[] encode(String transferSyntax, String retrieveAe) throws IOException {
        DataSet dataSet = new DataSet().putString(Tag.TRANSACTION_UID, VR.UI, transaction);
        if (!committed.isEmpty()) {
            dataSet.putString(Tag.RETRIEVE_AE_TITLE, VR.AE, retrieveAe);
            dataSet.putSequence(Tag.REFERENCED_SOP_SEQUENCE, committed.stream().map(Reference::item).toArray(DataSet[]::new));
        }
        if (!failed.isEmpty()) {
            dataSet.putSequence(Tag.FAILED_SOP_SEQUENCE, failed.entrySet().stream()
                    .map(entry -> entry.getKey().item().putInts(Tag.FAILURE_REASON, VR.US, entry.getValue())).toArray(DataSet[]::new));
        }
        return DicomWriter.toBytes(dataSet, TransferSyntax.of(transferSyntax));
    }
}
