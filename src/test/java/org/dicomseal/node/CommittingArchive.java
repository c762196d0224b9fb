package org.dicomseal.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationPolicy;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ContextAnswer;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.EventReporter;
import org.dicomseal.dimse.FindOperation;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.NormalizedRequest;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;

/** An archive, or a modality, on loopback that takes objects, answers C-FIND and takes part in storage commitment as it is told. */
final class CommittingArchive implements AssociationPolicy, AutoCloseable {

    /** When, and on which association, it tells results. */
    enum Telling { AT_ONCE, LATER, NEVER }

    /** SOP class by instance of what it took. */
    final Map<String, String> objects = new ConcurrentHashMap<>();
    /** What it has no knowledge of, whatever it took. */
    final Set<String> hidden = ConcurrentHashMap.newKeySet();
    final List<DataSet> requests = new CopyOnWriteArrayList<>();
    final List<DataSet> results = new CopyOnWriteArrayList<>();
    final List<StoreRequest> stores = new CopyOnWriteArrayList<>();
    volatile Telling telling = Telling.AT_ONCE;
    volatile Optional<AssociateReject> rejection = Optional.empty();
    volatile int nodePort;
    volatile int storeStatus;

    private final String ae;
    private final DimseServer server;

    CommittingArchive(String ae, int port) throws IOException {
        this.ae = ae;
        server = DimseServer.start(ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)), this,
                new DimseServices().onStore(this::store).onFind(this::find).onAction(this::act).onEventReport(this::hear));
    }

    int port() {
        return server.address().getPort();
    }

    private Outcome store(Association association, StoreRequest request, InputStream dataSet) throws IOException {
        stores.add(request);
        dataSet.readAllBytes();
        if (storeStatus == 0) {
            objects.put(request.sopInstance(), request.sopClass());
        }
        return Outcome.of(storeStatus);
    }

    private Outcome find(FindOperation operation) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(operation.transferSyntax());
        DataSet keys = DicomReader.fromBytes(operation.identifier(), syntax);
        for (String uid : keys.strings(Tag.SOP_INSTANCE_UID)) {
            if (objects.containsKey(uid) && !hidden.contains(uid)) {
                operation.match(DicomWriter.toBytes(new DataSet().putString(Tag.SOP_INSTANCE_UID, VR.UI, uid)
                        .putString(Tag.SOP_CLASS_UID, VR.UI, objects.get(uid)), syntax));
            }
        }
        return Outcome.SUCCESS;
    }

    private Outcome act(Association association, NormalizedRequest request) throws IOException {
        DataSet asked = DicomReader.fromBytes(request.information(), TransferSyntax.of(request.transferSyntax()));
        requests.add(asked);
        if (telling != Telling.NEVER) {
            boolean sameAssociation = telling == Telling.AT_ONCE;
            Thread teller = new Thread(() -> tell(sameAssociation ? association : null, asked));
            teller.setDaemon(true);
            teller.start();
        }
        return Outcome.SUCCESS;
    }

    private void tell(Association same, DataSet asked) {
        try {
            if (same != null) {
                report(same, asked);
                return;
            }
            Thread.sleep(3500);
            AssociationProposal proposal = new AssociationProposal(ae, "SEAL")
                    .context(Uids.STORAGE_COMMITMENT_PUSH, Uids.IMPLICIT_VR_LITTLE_ENDIAN).role(Uids.STORAGE_COMMITMENT_PUSH, false, true);
            try (Association own = Association.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), nodePort), proposal,
                    NetworkOptions.DEFAULTS, null)) {
                report(own, asked);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void report(Association association, DataSet asked) throws IOException {
        EventReporter reporter = new EventReporter(association, Uids.STORAGE_COMMITMENT_PUSH);
        List<DataSet> items = asked.items(Tag.REFERENCED_SOP_SEQUENCE);
        List<DataSet> good = items.stream().filter(item -> !hidden.contains(item.string(Tag.REFERENCED_SOP_INSTANCE_UID))).toList();
        List<DataSet> bad = items.stream().filter(item -> !good.contains(item)).toList();
        bad.forEach(item -> item.putInts(Tag.FAILURE_REASON, VR.US, Status.NO_SUCH_OBJECT_INSTANCE));
        DataSet result = new DataSet().putString(Tag.TRANSACTION_UID, VR.UI, asked.string(Tag.TRANSACTION_UID));
        if (!good.isEmpty()) {
            result.putSequence(Tag.REFERENCED_SOP_SEQUENCE, good.toArray(DataSet[]::new));
        }
        if (!bad.isEmpty()) {
            result.putSequence(Tag.FAILED_SOP_SEQUENCE, bad.toArray(DataSet[]::new));
        }
        reporter.report(Uids.STORAGE_COMMITMENT_PUSH_INSTANCE, bad.isEmpty() ? 1 : 2,
                DicomWriter.toBytes(result, TransferSyntax.of(reporter.transferSyntax())));
    }

    private Outcome hear(Association association, NormalizedRequest request) throws IOException {
        results.add(DicomReader.fromBytes(request.information(), TransferSyntax.of(request.transferSyntax())));
        return Outcome.SUCCESS;
    }

    @Override
    public Optional<AssociateReject> admit(Caller caller) {
        return rejection;
    }

    @Override
    public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
        return ContextAnswer.accept(proposed.transferSyntaxes().get(0));
    }

    @Override
    public void close() {
        server.close();
    }
}
