package org.dicomseal.cli.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.EchoScu;
import org.dicomseal.dimse.FindScu;
import org.dicomseal.dimse.GetScu;
import org.dicomseal.dimse.MoveScu;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.SubOperations;
import org.dicomseal.dimse.TlsOptions;

/** What a command needs of a DICOM peer, an association for each call. */
public final class PeerClient {

    private final InetSocketAddress address;
    private final String callingAe;
    private final String calledAe;
    private final NetworkOptions network;
    private final TlsOptions tls;

    /** @param tls null for a plain socket */
    public PeerClient(InetSocketAddress address, String callingAe, String calledAe, NetworkOptions network, TlsOptions tls) {
        this.address = address;
        this.callingAe = callingAe;
        this.calledAe = calledAe;
        this.network = network;
        this.tls = tls;
    }

    /** C-ECHO; returns normally if the peer answers with success. */
    public void echo() throws IOException {
        try (Association association = associate(proposal().context(Uids.VERIFICATION, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            succeed("C-ECHO", new EchoScu(association).echo());
        }
    }

    /** Does no more than open an association for a SOP class; NoPresentationContextException says that the peer won't have it. */
    public void propose(String sopClass) throws IOException {
        try (Association association = associate(proposal().context(sopClass, Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            association.contextFor(sopClass);
        }
    }

    /** C-STORE of one object in its own syntax. */
    public void store(DataSet object, TransferSyntax syntax) throws IOException {
        String sopClass = object.string(Tag.SOP_CLASS_UID);
        StoreRequest request = new StoreRequest(sopClass, object.string(Tag.SOP_INSTANCE_UID), syntax.uid());
        try (Association association = associate(proposal().context(sopClass, syntax.uid()))) {
            succeed("C-STORE", new StoreScu(association).store(request, out -> write(object, syntax, out)));
        }
    }

    /** C-FIND at Study Root; the matches. */
    public List<DataSet> find(DataSet keys) throws IOException {
        List<DataSet> matches = new ArrayList<>();
        try (Association association = associate(proposal().context(Uids.STUDY_ROOT_FIND,
                Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            FindScu find = new FindScu(association, Uids.STUDY_ROOT_FIND);
            TransferSyntax syntax = TransferSyntax.of(find.transferSyntax());
            Outcome outcome = find.find(DicomWriter.toBytes(keys, syntax), (status, identifier) -> {
                matches.add(DicomReader.fromBytes(identifier, syntax));
                return true;
            });
            succeed("C-FIND", outcome);
        }
        return matches;
    }

    /** C-MOVE at Study Root to another AE title; the final counts. */
    public SubOperations move(String destination, DataSet keys) throws IOException {
        try (Association association = associate(proposal().context(Uids.STUDY_ROOT_MOVE,
                Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            MoveScu move = new MoveScu(association, Uids.STUDY_ROOT_MOVE);
            byte[] identifier = DicomWriter.toBytes(keys, TransferSyntax.of(move.transferSyntax()));
            RetrieveOutcome outcome = move.move(destination, identifier, progress -> { });
            succeed("C-MOVE", outcome.outcome());
            return outcome.counts();
        }
    }

    /** An object as it came, read whole into memory. */
    public record Fetched(DataSet dataSet, TransferSyntax syntax) {
    }

    /** C-GET at Study Root of the object with the UIDs of the given one. */
    public Fetched get(DataSet object) throws IOException {
        String sopClass = object.string(Tag.SOP_CLASS_UID);
        DataSet keys = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "IMAGE");
        for (int tag : List.of(Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.SOP_INSTANCE_UID)) {
            keys.putString(tag, VR.UI, object.string(tag));
        }
        AssociationProposal proposal = proposal()
                .context(Uids.STUDY_ROOT_GET, Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN)
                .context(sopClass, Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN)
                .role(sopClass, false, true);
        List<Fetched> fetched = new ArrayList<>();
        try (Association association = associate(proposal)) {
            GetScu get = new GetScu(association, Uids.STUDY_ROOT_GET);
            byte[] identifier = DicomWriter.toBytes(keys, TransferSyntax.of(get.transferSyntax()));
            RetrieveOutcome outcome = get.get(identifier, (on, request, in) -> {
                TransferSyntax syntax = TransferSyntax.of(request.transferSyntax());
                fetched.add(new Fetched(DicomReader.read(in, syntax, ReadOptions.defaults()), syntax));
                return Outcome.SUCCESS;
            }, progress -> { });
            succeed("C-GET", outcome.outcome());
        }
        if (fetched.isEmpty()) {
            throw new IOException("C-GET was answered with success, but no object came");
        }
        return fetched.get(0);
    }

    private static void write(DataSet object, TransferSyntax syntax, java.io.OutputStream out) throws IOException {
        DicomWriter writer = new DicomWriter(out, syntax);
        writer.write(object);
        writer.finish();
    }

    private AssociationProposal proposal() {
        return new AssociationProposal(callingAe, calledAe);
    }

    private Association associate(AssociationProposal proposal) throws IOException {
        return Association.open(address, proposal, network, tls);
    }

    private static void succeed(String operation, Outcome outcome) throws IOException {
        if (outcome.status() != Status.SUCCESS) {
            throw new IOException(String.format("%s was answered with status 0x%04X %s", operation, outcome.status(),
                    outcome.comment()).strip());
        }
    }
}
