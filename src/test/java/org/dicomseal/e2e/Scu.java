package org.dicomseal.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.FindScu;
import org.dicomseal.dimse.GetScu;
import org.dicomseal.dimse.MoveScu;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.StoreHandler;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.TlsOptions;

/** A service user of one AE title: an association for each call. */
record Scu(InetSocketAddress address, String callingAe, String calledAe, TlsOptions tls) {

    /** C-STORE of one object in its own transfer syntax. */
    Outcome store(Specimen object) throws IOException {
        return store(new StoreRequest(object.sopClass(), object.sopInstance(), object.syntax().uid()), object::writeTo);
    }

    Outcome store(StoreRequest request, ObjectWriter dataSet) throws IOException {
        try (Association association = open(proposal().context(request.sopClass(), request.transferSyntax()))) {
            return new StoreScu(association).store(request, dataSet);
        }
    }

    /** C-FIND at Study Root; the final status must be success. */
    List<DataSet> find(DataSet keys) throws IOException {
        List<DataSet> matches = new ArrayList<>();
        try (Association association = open(proposal().context(Uids.STUDY_ROOT_FIND, Uids.EXPLICIT_VR_LITTLE_ENDIAN))) {
            Outcome outcome = new FindScu(association, Uids.STUDY_ROOT_FIND).find(
                    DicomWriter.toBytes(keys, TransferSyntax.EXPLICIT_LE), (status, identifier) -> {
                        matches.add(DicomReader.fromBytes(identifier, TransferSyntax.EXPLICIT_LE));
                        return true;
                    });
            if (!outcome.equals(Outcome.SUCCESS)) {
                throw new IOException("C-FIND was answered with " + outcome);
            }
        }
        return matches;
    }

    /** C-MOVE at Study Root. */
    RetrieveOutcome move(String destination, DataSet keys) throws IOException {
        try (Association association = openForMove()) {
            return new MoveScu(association, Uids.STUDY_ROOT_MOVE)
                    .move(destination, DicomWriter.toBytes(keys, TransferSyntax.EXPLICIT_LE), counts -> { });
        }
    }

    Association openForMove() throws IOException {
        return open(proposal().context(Uids.STUDY_ROOT_MOVE, Uids.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    /** C-GET at Study Root of objects of these classes, in any of these syntaxes. */
    RetrieveOutcome get(DataSet keys, Collection<String> sopClasses, List<String> syntaxes, StoreHandler objects) throws IOException {
        AssociationProposal proposal = proposal().context(Uids.STUDY_ROOT_GET, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        sopClasses.forEach(sopClass -> {
            syntaxes.forEach(syntax -> proposal.context(sopClass, syntax));
            proposal.role(sopClass, false, true);
        });
        try (Association association = open(proposal)) {
            return new GetScu(association, Uids.STUDY_ROOT_GET)
                    .get(DicomWriter.toBytes(keys, TransferSyntax.EXPLICIT_LE), objects, counts -> { });
        }
    }

    AssociationProposal proposal() {
        return new AssociationProposal(callingAe, calledAe);
    }

    Association open(AssociationProposal proposal) throws IOException {
        return Association.open(address, proposal, NetworkOptions.DEFAULTS, tls);
    }

    /** The identifier of a whole study. */
    static DataSet study(String uid) {
        return new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "STUDY").putString(Tag.STUDY_INSTANCE_UID, VR.UI, uid);
    }
}
