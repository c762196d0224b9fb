/**
 * Commands for people and scripts: node, demo, keys, seal, unseal, doctor, bench.
 * What a command does lives in the package that owns it; here are only arguments, messages, progress and exit statuses.
 * Read DicomSeal first.
 */
package org.dicomseal.cli;
