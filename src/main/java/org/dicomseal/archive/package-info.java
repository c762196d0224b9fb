/**
 * A small but honest embedded DICOM archive for the demo and for tests: store, find, move and get.
 * The node never depends on it, and it knows nothing of sealing.
 * Read EmbeddedArchive first.
 */
package org.dicomseal.archive;
