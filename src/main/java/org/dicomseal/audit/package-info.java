/**
 * The audit trail: what happened in the node, as DICOM's audit messages (PS3.15 section A.5), in a file and to a syslog server.
 * Messages name patients by their IDs, as the standard demands, and nowhere else does the node write these in clear.
 * Read AuditTrail first, then Messages.
 */
package org.dicomseal.audit;
