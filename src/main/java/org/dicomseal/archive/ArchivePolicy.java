package org.dicomseal.archive;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dicomseal.dicom.StorageClasses;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.AssociationPolicy;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ContextAnswer;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;

/** Anybody who uses the right called AE title is let in; every standard storage class and known transfer syntax is taken. */
final class ArchivePolicy implements AssociationPolicy {

    private static final Set<String> SERVICES = Set.of(Uids.VERIFICATION, Uids.PATIENT_ROOT_FIND, Uids.PATIENT_ROOT_MOVE,
            Uids.PATIENT_ROOT_GET, Uids.STUDY_ROOT_FIND, Uids.STUDY_ROOT_MOVE, Uids.STUDY_ROOT_GET);

    private static final Set<String> IDENTIFIER_SYNTAXES = Set.of(Uids.IMPLICIT_VR_LITTLE_ENDIAN, Uids.EXPLICIT_VR_LITTLE_ENDIAN);

    private static final Set<String> KNOWN_SYNTAXES =
            TransferSyntax.all().stream().map(TransferSyntax::uid).collect(Collectors.toUnmodifiableSet());

    private final ArchiveOptions options;

    ArchivePolicy(ArchiveOptions options) {
        this.options = options;
    }

    @Override
    public Optional<AssociateReject> admit(Caller caller) {
        return caller.calledAe().equals(options.aeTitle()) ? Optional.empty()
                : Optional.of(AssociateReject.CALLED_AE_NOT_RECOGNIZED);
    }

    @Override
    public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
        if (SERVICES.contains(proposed.abstractSyntax())) {
            return ContextAnswer.firstOf(proposed, IDENTIFIER_SYNTAXES);
        }
        if (!StorageClasses.isStorage(proposed.abstractSyntax())) {
            return ContextAnswer.ABSTRACT_SYNTAX_NOT_SUPPORTED;
        }
        return proposed.transferSyntaxes().stream()
                .filter(uid -> options.habits().takes(uid, KNOWN_SYNTAXES))
                .findFirst().map(ContextAnswer::accept).orElse(ContextAnswer.TRANSFER_SYNTAXES_NOT_SUPPORTED);
    }
}
