package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.util.List;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.node.config.ArchiveConfig;

/** Opens associations for query and retrieval with one archive. */
final class ArchiveCalls {

    /** Both, and with VRs first: what an archive answers in Implicit VR loses those of private elements. */
    static final List<String> NATIVE = List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN);

    private final ArchiveConfig archive;
    private final NetworkOptions network;
    private final TlsOptions tls;

    /** @param tls null for a node without a TLS identity */
    ArchiveCalls(ArchiveConfig archive, NetworkOptions network, TlsOptions tls) {
        this.archive = archive;
        this.network = network;
        this.tls = archive.tls() ? tls : null;
    }

    ArchiveConfig archive() {
        return archive;
    }

    /** A proposal to fill. */
    AssociationProposal proposal() {
        return new AssociationProposal(archive.calling(), archive.ae());
    }

    Association open(AssociationProposal proposal) throws IOException {
        return Association.open(archive.address(), proposal, network, tls);
    }
}
