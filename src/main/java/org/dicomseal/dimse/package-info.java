/**
 * The DICOM upper layer and DIMSE services over plain and TLS sockets, as user and as provider.
 * It moves commands and data sets; what they mean to the node is decided above.
 * Read Association first.
 */
package org.dicomseal.dimse;
