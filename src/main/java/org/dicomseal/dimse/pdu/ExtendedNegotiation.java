package org.dicomseal.dimse.pdu;

/**
 * SOP class extended negotiation (PS3.7 annex D.3.3.5); what the bytes mean is the service class's matter.
 *
 * @param information the service-class-application-information field
 */
public record ExtendedNegotiation(String sopClass, byte[] information) {
}
