/**
 * Examines what a node needs and what an archive does to sealed objects.
 * It changes nothing, but for the object that a round trip leaves in the archive.
 * Read Doctor first.
 */
package org.dicomseal.cli.doctor;
