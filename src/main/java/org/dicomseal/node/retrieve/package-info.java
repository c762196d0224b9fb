/**
 * The way back: queries are passed on to the archive, and what is retrieved is fetched, unsealed and sent on.
 * Sealed bytes may wait here on disk, encrypted once more; clear ones never, and not a whole study's in memory.
 * Read RetrieveScp first, then Retrieval.
 */
package org.dicomseal.node.retrieve;
