package org.dicomseal.dcm4che;

import java.io.IOException;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Dimse;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.BasicCGetSCP;
import org.dcm4che3.net.service.DicomServiceException;
import org.dcm4che3.net.service.RetrieveTask;
import org.dicomseal.dicom.Uids;
import org.dicomseal.seal.Unsealer;

/** A C-GET SCP, patient root and study root, that gives sealed objects back as they were. */
public final class UnsealingCGetSCP extends BasicCGetSCP {

    private final Unsealer unsealer;
    private final SealedStore store;

    public UnsealingCGetSCP(Unsealer unsealer, SealedStore store) {
        super(Uids.PATIENT_ROOT_GET, Uids.STUDY_ROOT_GET);
        this.unsealer = unsealer;
        this.store = store;
    }

    /** Null, which dcm4che answers with success, where nothing matches. */
    @Override
    protected RetrieveTask calculateMatches(Association association, PresentationContext context, Attributes request, Attributes keys)
            throws DicomServiceException {
        try {
            List<SealedStore.Entry> entries = store.find(RetrieveKeys.of(association.getAAssociateRQ()
                    .getPresentationContext(context.getPCID()).getAbstractSyntax(), keys));
            return entries.isEmpty() ? null : new UnsealingRetrieveTask(Dimse.C_GET_RQ, association, context, request, unsealer, entries,
                    new RequestorTarget(association));
        } catch (DicomServiceException e) {
            throw e;
        } catch (IOException e) {
            throw new DicomServiceException(Status.UnableToCalculateNumberOfMatches, e);
        }
    }
}
