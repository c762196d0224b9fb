package org.dicomseal.archive;

import java.io.IOException;
import java.io.InputStream;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreHandler;
import org.dicomseal.dimse.StoreRequest;

/** C-STORE (PS3.4 annex B). */
final class StoreService implements StoreHandler {

    private final ObjectFolder objects;

    StoreService(ObjectFolder objects) {
        this.objects = objects;
    }

    @Override
    public Outcome store(Association association, StoreRequest request, InputStream dataSet) throws IOException {
        try {
            objects.add(request.sopClass(), request.sopInstance(), TransferSyntax.of(request.transferSyntax()), dataSet);
            return Outcome.SUCCESS;
        } catch (DicomException unreadable) {
            throw new ServiceException(Status.CANNOT_UNDERSTAND, unreadable.getMessage(), unreadable);
        }
    }
}
