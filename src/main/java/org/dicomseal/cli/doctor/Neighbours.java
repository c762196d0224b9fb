package org.dicomseal.cli.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.dicomseal.cli.peer.PeerClient;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.PasscodeFile;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.Commitment;
import org.dicomseal.node.config.FetchMethod;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.PeerConfig.MoveTarget;

/** Asks the archives and peers whether they are there, and do what the configuration counts on. */
final class Neighbours {

    private final NodeConfig config;
    private final TlsOptions tls;
    private final Findings findings;

    /** @param tls null if there is none, or it is broken */
    Neighbours(NodeConfig config, TlsOptions tls, Findings findings) {
        this.config = config;
        this.tls = tls;
        this.findings = findings;
    }

    void examine() {
        config.archives().values().forEach(this::archive);
        config.peers().values().forEach(this::peer);
    }

    PeerClient client(ArchiveConfig archive) {
        return new PeerClient(archive.address(), archive.calling(), archive.ae(), config.network(), archive.tls() ? tls : null);
    }

    private void archive(ArchiveConfig archive) {
        try {
            client(archive).echo();
            findings.good("archive " + archive.name() + ": C-ECHO to " + archive.ae() + " answered");
        } catch (IOException e) {
            findings.fault("archive " + archive.name() + ": C-ECHO to " + archive.ae() + " at " + archive.host() + ":" + archive.port()
                    + " failed: " + e.getMessage(), "check host, port and AE titles, and that the archive knows " + archive.calling());
            return;
        }
        find(archive);
        commitment(archive);
    }

    /** Asks for a study that doesn't exist: an archive that takes our images, but lets us find none, gives none back. */
    private void find(ArchiveConfig archive) {
        DataSet keys = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "STUDY")
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, Uids.random());
        try {
            client(archive).find(keys);
            findings.good("archive " + archive.name() + ": C-FIND is allowed");
        } catch (IOException e) {
            findings.fault("archive " + archive.name() + ": C-FIND failed: " + e.getMessage(), "the archive must let " + archive.calling()
                    + " query and retrieve (Orthanc: an entry in DicomModalities)");
        }
    }

    /** By C-FIND needs nothing more than C-FIND, which was tried. */
    private void commitment(ArchiveConfig archive) {
        if (archive.commitment() == Commitment.REQUEST) {
            offers(archive, Uids.STORAGE_COMMITMENT_PUSH, "storage commitment, so 'commitment: request' would wait for ever",
                    "turn it on there, or set commitment to find or compare");
        } else if (archive.commitment() == Commitment.COMPARE && archive.fetch() == FetchMethod.GET) {
            offers(archive, Uids.STUDY_ROOT_GET, "C-GET, so 'commitment: compare' could fetch nothing", "let it, or set fetch to move");
        }
    }

    private void offers(ArchiveConfig archive, String sopClass, String what, String advice) {
        String which = "archive " + archive.name() + ": ";
        try {
            client(archive).propose(sopClass);
            findings.good(which + "it offers what 'commitment: " + archive.commitment().name().toLowerCase() + "' needs");
        } catch (NoPresentationContextException e) {
            findings.fault(which + "it does not offer " + what, advice);
        } catch (IOException e) {
            findings.fault(which + "asking it for what commitment needs failed: " + e.getMessage(), advice);
        }
    }

    private void peer(PeerConfig peer) {
        peer.move().ifPresent(target -> echo(peer, target, "C-MOVE to it will fail until it listens there"));
        peer.commitment().filter(target -> !peer.move().equals(peer.commitment())).ifPresent(target -> echo(peer, target,
                "results of its storage commitment wait until it listens there"));
        peer.users().ifPresent(file -> users(peer, file));
    }

    private void echo(PeerConfig peer, MoveTarget target, String otherwise) {
        String calling = config.archives().values().iterator().next().called();
        try {
            new PeerClient(new InetSocketAddress(target.host(), target.port()), calling, peer.ae(), config.network(),
                    target.tls() ? tls : null).echo();
            findings.good("peer " + peer.name() + ": C-ECHO to " + peer.ae() + " answered");
        } catch (IOException e) {
            findings.note("peer " + peer.name() + ": C-ECHO to " + peer.ae() + " at " + target.host() + ":" + target.port()
                    + " failed: " + e.getMessage(), otherwise);
        }
    }

    /** The node reads the file at each association, so that a mistake in it is found by the first user who is refused. */
    private void users(PeerConfig peer, Path file) {
        try {
            int count = PasscodeFile.read(file).size();
            if (count == 0) {
                findings.fault("peer " + peer.name() + ": " + file + " names no user, so nobody gets in", "add lines made by 'keys passcode NAME'");
            } else {
                findings.good("peer " + peer.name() + ": " + count + " user(s) in " + file);
            }
        } catch (KeysException e) {
            findings.fault("peer " + peer.name() + ": nobody gets in as its user: " + e.getMessage(),
                    "the file is readable by the node's user alone (chmod 600), and has lines made by 'keys passcode NAME'");
        }
    }
}
