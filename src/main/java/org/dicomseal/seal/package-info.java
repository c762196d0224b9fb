/**
 * One object in, one sealed object out, and back: the sealed object's format.
 * No sockets, no queues, no key storage.
 * Read Sealer first.
 */
package org.dicomseal.seal;
