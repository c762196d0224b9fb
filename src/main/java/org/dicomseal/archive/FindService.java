package org.dicomseal.archive;

import java.io.IOException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.FindHandler;
import org.dicomseal.dimse.FindOperation;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;

/** C-FIND (PS3.4 C.4.1). Sequence keys are answered empty: this archive doesn't index them. */
final class FindService implements FindHandler {

    private final ObjectFolder objects;
    private final String aeTitle;

    FindService(ObjectFolder objects, String aeTitle) {
        this.objects = objects;
        this.aeTitle = aeTitle;
    }

    @Override
    public Outcome find(FindOperation operation) throws IOException {
        Query query = Query.of(operation);
        TransferSyntax syntax = TransferSyntax.of(operation.transferSyntax());
        for (Match match : query.matches(objects.all())) {
            if (operation.isCancelled()) {
                return Outcome.of(Status.CANCEL);
            }
            operation.match(DicomWriter.toBytes(response(query, match), syntax));
        }
        return Outcome.SUCCESS;
    }

    private DataSet response(Query query, Match match) {
        DataSet response = new DataSet();
        for (Element key : query.identifier()) {
            if (!Tag.isGroupLength(key.tag()) && !Tag.isPrivate(key.tag())) {
                match.answer(key.tag(), response);
            }
        }
        match.answer(query.level().uniqueKey(), response);
        if (match.values(Tag.SPECIFIC_CHARACTER_SET).isEmpty()) {
            response.remove(Tag.SPECIFIC_CHARACTER_SET);
        } else {
            match.answer(Tag.SPECIFIC_CHARACTER_SET, response);
        }
        return response.putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, query.level().name())
                .putString(Tag.RETRIEVE_AE_TITLE, VR.AE, aeTitle);
    }
}
