/**
 * Clients and receivers of DICOM services, as commands need them.
 * Simple and whole in memory: for single objects and the demo, never for the node's own traffic.
 * Read PeerClient first.
 */
package org.dicomseal.cli.peer;
