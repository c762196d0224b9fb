/**
 * The keystore, the key tree and authenticated encryption in records and files.
 * Keys are derived, used and destroyed here; nothing here knows what it protects.
 * Read Keyring first, then KeyTree, RecordWriter and EncryptedFile.
 */
package org.dicomseal.keys;
