package org.dicomseal.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dicomseal.dicom.StorageClasses;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.AssociationPolicy;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ContextAnswer;
import org.dicomseal.dimse.IdentityAnswer;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;
import org.dicomseal.dimse.pdu.UserIdentity;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.Commitment;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.PeerConfig.Service;
import org.dicomseal.node.events.NodeEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may associate, and what for. Callers that the configuration does not list are refused. */
final class CallerPolicy implements AssociationPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(CallerPolicy.class);
    private static final String DICOM_ROOT = "1.2.840.10008.";
    /** What comes in these is a reference to pixels that are elsewhere (PS3.5 A.6 and on). */
    private static final Set<String> REFERENCED = Set.of("1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.95",
            "1.2.840.10008.1.2.4.204", "1.2.840.10008.1.2.4.205");
    /** Relational queries, date-time matching, fuzzy matching, time zones, enhanced conversion, and what may follow. */
    private static final int EXTENDED_FIELDS = 8;
    private static final List<String> QUERY_SYNTAXES = List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN);
    private static final Set<String> STORAGE_SYNTAXES = storageSyntaxes();

    private final LiveConfig live;
    private final NodeEvents events;
    private final Set<String> queryClasses;
    private final Set<String> retrieveClasses;
    private final PeerQuotas quotas;
    private final UserCheck users = new UserCheck();

    /** @param queryClasses C-FIND SOP classes, {@code retrieveClasses} those of C-MOVE and C-GET, that the node provides */
    CallerPolicy(LiveConfig live, Set<String> queryClasses, Set<String> retrieveClasses, NodeEvents events, PeerQuotas quotas) {
        this.quotas = quotas;
        this.live = live;
        this.events = events;
        this.queryClasses = queryClasses;
        this.retrieveClasses = retrieveClasses;
    }

    private static Set<String> storageSyntaxes() {
        Set<String> uids = new TreeSet<>();
        TransferSyntax.all().stream().map(TransferSyntax::uid).filter(uid -> !REFERENCED.contains(uid)).forEach(uids::add);
        return uids;
    }

    @Override
    public Optional<AssociateReject> admit(Caller caller) {
        NodeConfig config = live.current();
        if (events.obstacle().isPresent()) {
            return refuse(caller, AssociateReject.LOCAL_LIMIT_EXCEEDED);
        }
        if (caller.calledAe().equals(config.fetchAe())) {
            return isArchive(config, caller) ? Optional.empty() : refuse(caller, AssociateReject.CALLING_AE_NOT_RECOGNIZED);
        }
        Optional<ArchiveConfig> archive = config.archiveCalled(caller.calledAe());
        if (isArchiveWithResults(config, caller)) {
            return Optional.empty();
        }
        if (archive.isEmpty()) {
            return refuse(caller, AssociateReject.CALLED_AE_NOT_RECOGNIZED);
        }
        Optional<PeerConfig> known = config.peer(caller).filter(peer -> peer.mayReach(archive.get().name()));
        if (known.isEmpty()) {
            return refuse(caller, AssociateReject.CALLING_AE_NOT_RECOGNIZED);
        }
        return quotas.enter(known.get(), caller.address()) ? Optional.empty() : refuse(caller, AssociateReject.LOCAL_LIMIT_EXCEEDED);
    }

    @Override
    public IdentityAnswer identify(Caller caller, Optional<UserIdentity> identity) {
        NodeConfig config = live.current();
        boolean peersOnly = config.archiveCalled(caller.calledAe()).isPresent() && !isArchiveWithResults(config, caller);
        Optional<Path> needed = peersOnly ? config.peer(caller).flatMap(PeerConfig::users) : Optional.empty();
        return needed.map(file -> users.check(caller, file, identity)).orElse(IdentityAnswer.IGNORED);
    }

    /** None of what PS3.4 section C.5 lets users ask for beyond the baseline: what goes further is the archive's, and nobody knows. */
    @Override
    public Optional<byte[]> extended(Caller caller, String sopClass, byte[] proposed) {
        boolean ours = queryClasses.contains(sopClass) || retrieveClasses.contains(sopClass);
        return ours && proposed.length > 0 ? Optional.of(new byte[Math.min(proposed.length, EXTENDED_FIELDS)]) : Optional.empty();
    }

    private static Optional<AssociateReject> refuse(Caller caller, AssociateReject why) {
        LOG.warn("association refused: {}: {}", caller, why.reasonName());
        return Optional.of(why);
    }

    private static boolean isArchive(NodeConfig config, Caller caller) {
        return config.archives().values().stream().anyMatch(archive -> archive.is(caller));
    }

    /** An archive whose storage commitment we use brings its results on associations of its own. */
    private static boolean isArchiveWithResults(NodeConfig config, Caller caller) {
        return config.archives().values().stream().anyMatch(archive -> archive.commitment() == Commitment.REQUEST
                && archive.knowsUsAs(caller.calledAe()) && archive.is(caller));
    }

    /** The provider of storage commitment may ask for an association of its own to tell the result; peers' is our part. */
    @Override
    public boolean letsRequestorProvide(Caller caller, String sopClass) {
        return !sopClass.equals(Uids.STORAGE_COMMITMENT_PUSH) || isArchiveWithResults(live.current(), caller);
    }

    @Override
    public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
        NodeConfig config = live.current();
        String sopClass = proposed.abstractSyntax();
        if (sopClass.equals(Uids.VERIFICATION)) {
            return ContextAnswer.firstOf(proposed, QUERY_SYNTAXES);
        }
        if (caller.calledAe().equals(config.fetchAe())) {
            return isStorage(sopClass) ? storage(proposed) : ContextAnswer.ABSTRACT_SYNTAX_NOT_SUPPORTED;
        }
        Set<Service> services = config.peer(caller).map(PeerConfig::services).orElse(Set.of());
        if (queryClasses.contains(sopClass)) {
            return services.contains(Service.QUERY) ? ContextAnswer.firstOf(proposed, QUERY_SYNTAXES) : ContextAnswer.USER_REJECTION;
        }
        if (retrieveClasses.contains(sopClass)) {
            return services.contains(Service.RETRIEVE) ? ContextAnswer.firstOf(proposed, QUERY_SYNTAXES) : ContextAnswer.USER_REJECTION;
        }
        if (sopClass.equals(Uids.STORAGE_COMMITMENT_PUSH)) {
            boolean wanted = services.contains(Service.STORE) || isArchiveWithResults(config, caller);
            return wanted ? ContextAnswer.firstOf(proposed, QUERY_SYNTAXES) : ContextAnswer.USER_REJECTION;
        }
        if (!isStorage(sopClass)) {
            return ContextAnswer.ABSTRACT_SYNTAX_NOT_SUPPORTED;
        }
        // Who retrieves by C-GET proposes storage classes too, with itself as provider.
        boolean wanted = services.contains(Service.STORE) || services.contains(Service.RETRIEVE);
        return wanted ? storage(proposed) : ContextAnswer.USER_REJECTION;
    }

    /** Registered storage classes, DICOM's own that are younger than our list, and everybody's private ones. */
    private static boolean isStorage(String sopClass) {
        return StorageClasses.isStorage(sopClass) || !sopClass.startsWith(DICOM_ROOT);
    }

    /** The sender's first choice that we can take; of native ones Explicit VR, since Implicit VR forgets the VRs of private elements. */
    private static ContextAnswer storage(ProposedContext proposed) {
        ContextAnswer first = ContextAnswer.firstOf(proposed, STORAGE_SYNTAXES);
        boolean implicit = first.transferSyntax().equals(Uids.IMPLICIT_VR_LITTLE_ENDIAN);
        boolean explicitToo = proposed.transferSyntaxes().contains(Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        return implicit && explicitToo ? ContextAnswer.accept(Uids.EXPLICIT_VR_LITTLE_ENDIAN) : first;
    }
}
