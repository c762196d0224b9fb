package org.dicomseal.cli.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationPolicy;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ContextAnswer;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;

/** A storage SCP on loopback that keeps what it is sent in memory: the workstation to which the demo retrieves. */
public final class Receiver implements AutoCloseable {

    /** An object as it arrived, and when ({@link System#nanoTime}). */
    public record Received(DataSet dataSet, TransferSyntax syntax, long nanoTime) {
    }

    private final Map<String, Received> objects = new ConcurrentHashMap<>();
    private final DimseServer server;

    public Receiver() throws IOException {
        server = DimseServer.start(ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new Everybody(), new DimseServices().onStore(this::keep));
    }

    public int port() {
        return server.address().getPort();
    }

    /** The object of a SOP Instance UID, if it has come. */
    public Optional<Received> received(String sopInstance) {
        return Optional.ofNullable(objects.get(sopInstance));
    }

    private Outcome keep(Association association, StoreRequest request, InputStream in) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(request.transferSyntax());
        DataSet object = DicomReader.read(in, syntax, ReadOptions.defaults());
        objects.put(request.sopInstance(), new Received(object, syntax, System.nanoTime()));
        return Outcome.SUCCESS;
    }

    @Override
    public void close() {
        server.close();
    }

    /** Loopback only, so that anybody who gets here may store. */
    private static final class Everybody implements AssociationPolicy {

        @Override
        public Optional<AssociateReject> admit(Caller caller) {
            return Optional.empty();
        }

        @Override
        public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
            return ContextAnswer.firstOf(proposed, Set.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN));
        }
    }
}
