/**
 * Decoders of DICOM's own compressed transfer syntaxes, so that lossless images can go the whole way.
 * It only decodes; nothing here encrypts, marks or decides what is sealed.
 * Read CodestreamDecoders first.
 */
package org.dicomseal.codestream;
