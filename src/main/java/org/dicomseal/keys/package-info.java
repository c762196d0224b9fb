/**
 * The keystore, the key tree and authenticated encryption in records.
 * Keys are derived, used and destroyed here; nothing here knows what it protects.
 * Read Keyring first.
 */
package org.dicomseal.keys;
