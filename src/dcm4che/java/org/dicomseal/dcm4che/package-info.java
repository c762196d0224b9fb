/**
 * Sealing inside a dcm4che application: a C-STORE SCP that seals, C-MOVE and C-GET SCPs that unseal, for any dcm4che
 * DicomServiceRegistry. Data sets cross the border between the two libraries as encoded bytes, so nothing is converted
 * twice; dcm4che's types stay in this package. Who may call, and over which connections, is said where dcm4che says it: in its Device and
 * ApplicationEntity.
 * Read SealingDevice first, which shows the whole use.
 */
package org.dicomseal.dcm4che;
