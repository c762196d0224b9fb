package org.dicomseal.dcm4che;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.DataWriter;
import org.dcm4che3.net.Dimse;
import org.dcm4che3.net.DimseRSP;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.RetrieveTask;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.seal.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the stored objects of one C-MOVE or C-GET, one after the other, unsealed while they are written. An object that can't be given
 * back as it was is a failed sub-operation, never the end of the others. Where that shows only after bytes have left, the association
 * is aborted before the object's last fragment, so that no receiver takes a broken object for a whole one.
 */
final class UnsealingRetrieveTask implements RetrieveTask {

    private static final Logger LOG = LoggerFactory.getLogger(UnsealingRetrieveTask.class);
    private static final int BUFFER = 1 << 16;

    private final Dimse operation;
    private final Association requesting;
    private final PresentationContext context;
    private final Attributes request;
    private final Unsealer unsealer;
    private final List<SealedStore.Entry> entries;
    private final StoreTarget target;
    private final SubOperations counts;
    private volatile boolean canceled;

    UnsealingRetrieveTask(Dimse operation, Association requesting, PresentationContext context, Attributes request, Unsealer unsealer,
                          List<SealedStore.Entry> entries, StoreTarget target) {
        this.operation = operation;
        this.requesting = requesting;
        this.context = context;
        this.request = request;
        this.unsealer = unsealer;
        this.entries = entries;
        this.target = target;
        this.counts = new SubOperations(entries.size());
    }

    @Override
    public void onCancelRQ(Association association) {
        canceled = true;
    }

    @Override
    public void run() {
        int messageId = request.getInt(Tag.MessageID, 0);
        requesting.addCancelRQHandler(messageId, this);
        try {
            sendAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            canceled = true;
        } finally {
            target.release();
            requesting.removeCancelRQHandler(messageId);
            respond(counts.finalStatus(canceled), counts.failures());
        }
    }

    private void sendAll() throws InterruptedException {
        for (SealedStore.Entry entry : entries) {
            if (canceled) {
                return;
            }
            respond(Status.Pending, null);
            String uid = entry.identity().sopInstance();
            try {
                counts.answered(uid, send(entry));
            } catch (IOException | KeyUnavailableException | RuntimeException e) {
                LOG.warn("{}: {} is not sent: {}", requesting, uid, e.getMessage());
                counts.failed(uid);
            }
        }
    }

    /** @return the receiver's status */
    private int send(SealedStore.Entry entry) throws IOException, KeyUnavailableException, InterruptedException {
        Association association = target.association();
        Set<String> accepted = association.getTransferSyntaxesFor(entry.identity().sopClass());
        try (DicomFile file = entry.open(); UnsealedObject object = unsealer.open(file.dataSet(), file.syntax())) {
            if (!object.mismatches().isEmpty()) {
                throw new IOException("changed since it was sealed: " + object.mismatches().get(0));
            }
            TransferSyntax syntax = choose(object, accepted);
            Optional<byte[]> small = SmallObject.bytes(object, syntax);
            if (small.isPresent()) {
                return send(association, entry.identity(), out -> out.write(small.get()), syntax);
            }
        }
        try (DicomFile file = entry.open(); UnsealedObject object = unsealer.open(file.dataSet(), file.syntax())) {
            TransferSyntax syntax = choose(object, accepted);
            return send(association, entry.identity(), out -> object.writeTo(out, syntax, View.ORIGINAL), syntax);
        }
    }

    /** The syntax in which it came, where the receiver takes it, else an uncompressed one. */
    private static TransferSyntax choose(UnsealedObject object, Set<String> accepted) throws IOException {
        String why = "the receiver takes no uncompressed transfer syntax for it";
        for (TransferSyntax syntax : List.of(object.transferSyntax(), TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE)) {
            if (accepted.contains(syntax.uid())) {
                why = object.whyNotIn(syntax);
                if (why.isEmpty()) {
                    return syntax;
                }
            }
        }
        throw new IOException("no transfer syntax is left, " + object.transferSyntax() + " is not accepted: " + why);
    }

    private int send(Association association, Identity identity, SealedStore.Content content, TransferSyntax syntax)
            throws IOException, InterruptedException {
        boolean[] begun = {false};
        DataWriter writer = (out, uid) -> {
            begun[0] = true;
            OutputStream buffered = new BufferedOutputStream(out, BUFFER);
            content.writeTo(buffered);
            buffered.flush();
        };
        try {
            DimseRSP response = store(association, identity, writer, syntax);
            response.next();
            return response.getCommand().getInt(Tag.Status, Status.ProcessingFailure);
        } catch (IOException | RuntimeException e) {
            if (begun[0]) {
                association.abort();
            }
            throw e;
        }
    }

    private DimseRSP store(Association association, Identity identity, DataWriter writer, TransferSyntax syntax)
            throws IOException, InterruptedException {
        int priority = request.getInt(Tag.Priority, 0);
        if (operation == Dimse.C_GET_RQ) {
            return association.cstore(identity.sopClass(), identity.sopInstance(), priority, writer, syntax.uid());
        }
        return association.cstore(identity.sopClass(), identity.sopInstance(), priority, requesting.getRemoteAET(),
                request.getInt(Tag.MessageID, 0), writer, syntax.uid());
    }

    private void respond(int status, Attributes identifier) {
        requesting.tryWriteDimseRSP(context, counts.command(request, operation, status), identifier);
    }
}
