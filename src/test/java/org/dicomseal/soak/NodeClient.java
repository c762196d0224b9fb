package org.dicomseal.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.TreeSet;
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
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.StoreHandler;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;

/** A modality and a viewer in one, which know the node alone. */
record NodeClient(int port) {

    static final String CALLED = "SEAL";

    Association openToStore(String callingAe) throws IOException {
        return open(new AssociationProposal(callingAe, CALLED).context(SoakImage.SOP_CLASS, SoakImage.SYNTAX.uid()));
    }

    static Outcome store(Association association, SoakImage image) throws IOException {
        DataSet dataSet = image.dataSet();
        return new StoreScu(association).store(new StoreRequest(SoakImage.SOP_CLASS, image.instance(), SoakImage.SYNTAX.uid()), out -> {
            DicomWriter writer = new DicomWriter(out, SoakImage.SYNTAX);
            writer.write(dataSet);
            writer.finish();
        });
    }

    /** SOP Instance UIDs of all images of a study that the archive shows. */
    Set<String> find(String study) throws IOException {
        DataSet keys = study(study).putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "IMAGE")
                .putString(Tag.SERIES_INSTANCE_UID, VR.UI, study + ".0")
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, "");
        Set<String> instances = new TreeSet<>();
        try (Association association = open(new AssociationProposal("VIEWER", CALLED)
                .context(Uids.STUDY_ROOT_FIND, Uids.EXPLICIT_VR_LITTLE_ENDIAN))) {
            Outcome outcome = new FindScu(association, Uids.STUDY_ROOT_FIND).find(
                    DicomWriter.toBytes(keys, TransferSyntax.EXPLICIT_LE), (status, identifier) -> {
                        instances.add(DicomReader.fromBytes(identifier, TransferSyntax.EXPLICIT_LE).string(Tag.SOP_INSTANCE_UID));
                        return true;
                    });
            if (!outcome.equals(Outcome.SUCCESS)) {
                throw new IOException("C-FIND was answered with " + outcome);
            }
        }
        return instances;
    }

    /** C-GET of a study. */
    RetrieveOutcome get(String study, StoreHandler images) throws IOException {
        AssociationProposal proposal = new AssociationProposal("VIEWER", CALLED)
                .context(Uids.STUDY_ROOT_GET, Uids.EXPLICIT_VR_LITTLE_ENDIAN)
                .context(SoakImage.SOP_CLASS, SoakImage.SYNTAX.uid())
                .role(SoakImage.SOP_CLASS, false, true);
        try (Association association = open(proposal)) {
            byte[] keys = DicomWriter.toBytes(study(study), TransferSyntax.EXPLICIT_LE);
            return new GetScu(association, Uids.STUDY_ROOT_GET).get(keys, images, counts -> { });
        }
    }

    private static DataSet study(String uid) {
        return new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "STUDY").putString(Tag.STUDY_INSTANCE_UID, VR.UI, uid);
    }

    private Association open(AssociationProposal proposal) throws IOException {
        return Association.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), proposal, NetworkOptions.DEFAULTS, null);
    }
}
