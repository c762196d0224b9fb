/**
 * Images and objects that nobody was X-rayed for.
 * Made by arithmetic alone, the same everywhere.
 * Read PhantomStudy first.
 */
package org.dicomseal.cli.phantom;
