package org.dicomseal.archive;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;

/** In which transfer syntaxes an object can leave: its own, or for uncompressed ones also the two that everybody has. */
final class Sending {

    private Sending() {
    }

    static List<String> syntaxes(StoredObject object, Habits habits) {
        Set<String> uids = new LinkedHashSet<>();
        uids.add(object.syntax().uid());
        if (!object.syntax().encapsulated()) {
            if (!habits.implicitVrOnly()) {
                uids.add(Uids.EXPLICIT_VR_LITTLE_ENDIAN);
            }
            uids.add(Uids.IMPLICIT_VR_LITTLE_ENDIAN);
        }
        return List.copyOf(uids);
    }

    /** The first of the receiver's syntaxes that fits, its own before any other. */
    static Optional<TransferSyntax> choose(StoredObject object, List<String> accepted) {
        if (accepted.contains(object.syntax().uid())) {
            return Optional.of(object.syntax());
        }
        return accepted.stream().map(TransferSyntax::of)
                .filter(syntax -> !object.syntax().encapsulated() && !syntax.encapsulated()).findFirst();
    }
}
