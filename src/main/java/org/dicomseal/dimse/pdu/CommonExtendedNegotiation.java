package org.dicomseal.dimse.pdu;

import java.util.List;

/** SOP class common extended negotiation (PS3.7 annex D.3.3.6): which service a SOP class belongs to. */
public record CommonExtendedNegotiation(String sopClass, String serviceClass, List<String> relatedGeneralSopClasses) {
    public CommonExtendedNegotiation {
        relatedGeneralSopClasses = List.copyOf(relatedGeneralSopClasses);
    }
}
