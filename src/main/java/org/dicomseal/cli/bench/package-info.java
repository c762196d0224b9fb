/**
 * Measures the codec on images of one's own: sizes and speeds, frame by frame, with the encryption that a sealed object has.
 * What is measured lives in codec and keys; nothing here changes it.
 * Read CodecBench first.
 */
package org.dicomseal.cli.bench;
