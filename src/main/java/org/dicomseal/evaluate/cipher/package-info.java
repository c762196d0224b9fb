/**
 * The literature's statistics of ciphertexts that are looked at as pictures.
 * It sees bytes and values, no keys and no images; it says how likely noise is to look like that, never that something is secure.
 * Read DifferenceRates first.
 */
package org.dicomseal.evaluate.cipher;
