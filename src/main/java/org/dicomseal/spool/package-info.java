/**
 * Durable store-and-forward: bytes on disk, tasks in a database, nothing acknowledged before both are safe.
 * It knows nothing of DICOM: it keeps files and tasks with their states and causes.
 * Read Spool first.
 */
package org.dicomseal.spool;
