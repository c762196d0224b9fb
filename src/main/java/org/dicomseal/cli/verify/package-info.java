/**
 * What {@code verify} says of a file: whose it is, whether and where it was changed, and to whom it was given.
 * It words and draws what {@code seal} finds out; nothing is decided here but what counts as good.
 * Read Verification first.
 */
package org.dicomseal.cli.verify;
