/**
 * The protocol data units of the DICOM upper layer (PS3.8 section 9.3): records, and their bytes.
 * No sockets, no threads and no services. Bytes that come from a peer are never trusted: every length is checked
 * against the bytes at hand before anything is allocated. Read Pdu first, then PduDecoder.
 */
package org.dicomseal.dimse.pdu;
