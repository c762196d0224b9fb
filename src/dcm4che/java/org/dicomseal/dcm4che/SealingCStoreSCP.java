package org.dicomseal.dcm4che;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.BasicCStoreSCP;
import org.dcm4che3.net.service.DicomServiceException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.seal.SealRefusedException;
import org.dicomseal.seal.SealedObject;
import org.dicomseal.seal.Sealer;
import org.dicomseal.seal.Unsealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A C-STORE SCP that seals what it receives. Success is answered once the sealed object is on stable storage; anything else is a failure
 * status, nothing is kept, and the sender still has its object:
 * 0xA700 no room, or no key to seal with; 0xA900 the object isn't the one the command names, or one that is never sealed; 0xC000 it can't
 * be read. Nothing is stored in clear: where the sealer's options forward objects without pixel data, they are refused here.
 */
public final class SealingCStoreSCP extends BasicCStoreSCP {

    private static final Logger LOG = LoggerFactory.getLogger(SealingCStoreSCP.class);

    private final Sealer sealer;
    private final Resend resend;
    private final SealedStore store;
    private final Path scratch;

    /**
     * Serves every storage SOP class that the ApplicationEntity accepts.
     *
     * @param unsealer tells whether an object is held already
     * @param scratch  a folder for what is being received, encrypted; it is made where it is missing
     */
    public SealingCStoreSCP(Sealer sealer, Unsealer unsealer, SealedStore store, Path scratch) throws IOException {
        super("*");
        this.sealer = sealer;
        this.resend = new Resend(unsealer);
        this.store = store;
        this.scratch = Files.createDirectories(scratch);
    }

    @Override
    protected void store(Association association, PresentationContext context, Attributes request, PDVInputStream data,
                         Attributes response) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(context.getTransferSyntax());
        try (ReceivedObject received = ReceivedObject.read(data, scratch)) {
            DataSet original = DicomReader.read(received, syntax, ReadOptions.defaults());
            Identity identity = Identity.of(original);
            requireWhatTheCommandSays(request, identity);
            sealAndStore(original, syntax, identity);
            LOG.debug("{}: {} is sealed and stored", association, identity);
        } catch (DicomException e) {
            throw refused(association, Status.CannotUnderstand, e);
        } catch (SealRefusedException e) {
            throw refused(association, Status.DataSetDoesNotMatchSOPClassError, e);
        } catch (KeyUnavailableException e) {
            throw refused(association, Status.OutOfResources, e);
        }
    }

    private static void requireWhatTheCommandSays(Attributes request, Identity identity) throws DicomServiceException {
        if (!identity.sopClass().equals(request.getString(Tag.AffectedSOPClassUID))
                || !identity.sopInstance().equals(request.getString(Tag.AffectedSOPInstanceUID))) {
            throw new DicomServiceException(Status.DataSetDoesNotMatchSOPClassError, "the data set is not the command's object");
        }
    }

    private void sealAndStore(DataSet original, TransferSyntax syntax, Identity identity) throws IOException, KeyUnavailableException {
        try (SealedObject sealed = sealer.seal(original, syntax)) {
            if (sealed.outcome() == SealedObject.Outcome.FORWARDED) {
                throw new DicomServiceException(Status.DataSetDoesNotMatchSOPClassError, "objects without pixel data are not sealed here");
            }
            boolean sealedBefore = sealed.outcome() == SealedObject.Outcome.ALREADY_SEALED;
            for (SealedStore.Entry entry : store.find(Selection.instance(identity.sopInstance()))) {
                if (resend.isHeld(entry, original, syntax, sealedBefore)) {
                    return;
                }
            }
            TransferSyntax stored = sealedBefore ? syntax : TransferSyntax.EXPLICIT_LE;
            keep(identity, stored, out -> sealed.writeTo(out, stored));
        }
    }

    private void keep(Identity identity, TransferSyntax syntax, SealedStore.Content content) throws DicomServiceException {
        try {
            store.put(identity, syntax, content);
        } catch (IOException e) {
            LOG.error("{} could not be stored", identity, e);
            throw new DicomServiceException(Status.OutOfResources, "the object could not be stored");
        }
    }

    private static DicomServiceException refused(Association association, int status, Exception why) {
        LOG.warn("{}: C-STORE refused: {}", association, why.getMessage());
        return new DicomServiceException(status, why);
    }
}
