/**
 * The running node: it receives, queues, seals, forwards, answers queries and gives images back.
 * Wire formats, cryptography and codecs live below; what is decided here is who may do what, when, and what happens if it fails.
 * Read Node first.
 */
package org.dicomseal.node;
