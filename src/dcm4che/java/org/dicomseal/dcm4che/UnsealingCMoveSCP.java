package org.dicomseal.dcm4che;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Dimse;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.BasicCMoveSCP;
import org.dcm4che3.net.service.DicomServiceException;
import org.dcm4che3.net.service.RetrieveTask;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.Uids;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.Unsealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A C-MOVE SCP, patient root and study root, that sends sealed objects to a known destination as they were. */
public final class UnsealingCMoveSCP extends BasicCMoveSCP {

    private static final Logger LOG = LoggerFactory.getLogger(UnsealingCMoveSCP.class);

    private final Unsealer unsealer;
    private final SealedStore store;
    private final Map<String, Connection> destinations;

    /** @param destinations by AE title; all others are refused with 0xA801 */
    public UnsealingCMoveSCP(Unsealer unsealer, SealedStore store, Map<String, Connection> destinations) {
        super(Uids.PATIENT_ROOT_MOVE, Uids.STUDY_ROOT_MOVE);
        this.unsealer = unsealer;
        this.store = store;
        this.destinations = Map.copyOf(destinations);
    }

    /** Null, which dcm4che answers with success, where nothing matches. */
    @Override
    protected RetrieveTask calculateMatches(Association association, PresentationContext context, Attributes request, Attributes keys)
            throws DicomServiceException {
        String destination = request.getString(Tag.MoveDestination, "");
        Connection remote = destinations.get(destination);
        if (remote == null) {
            throw new DicomServiceException(Status.MoveDestinationUnknown, "unknown move destination");
        }
        try {
            List<SealedStore.Entry> entries = store.find(RetrieveKeys.of(association.getAAssociateRQ()
                    .getPresentationContext(context.getPCID()).getAbstractSyntax(), keys));
            return entries.isEmpty() ? null : new UnsealingRetrieveTask(Dimse.C_MOVE_RQ, association, context, request, unsealer, entries,
                    new MoveTarget(association, remote, destination, originalSyntaxes(entries)));
        } catch (DicomServiceException e) {
            throw e;
        } catch (IOException e) {
            throw new DicomServiceException(Status.UnableToCalculateNumberOfMatches, e);
        }
    }

    /** What has to be proposed. Objects that can't be opened are named as failures when their turn comes. */
    private Map<String, Set<String>> originalSyntaxes(List<SealedStore.Entry> entries) {
        Map<String, Set<String>> syntaxes = new LinkedHashMap<>();
        for (SealedStore.Entry entry : entries) {
            Set<String> ofClass = syntaxes.computeIfAbsent(entry.identity().sopClass(), sopClass -> new LinkedHashSet<>());
            try (DicomFile file = entry.open(); UnsealedObject object = unsealer.open(file.dataSet(), file.syntax())) {
                ofClass.add(object.transferSyntax().uid());
            } catch (IOException | KeyUnavailableException e) {
                LOG.debug("{} can't be opened: {}", entry.identity(), e.getMessage());
            }
        }
        return syntaxes;
    }
}
