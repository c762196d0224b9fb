/**
 * The lossless image codec with keyed entropy coding, and the chaotic map that keys it.
 * It imports nothing of ours: bytes and a frame's format in, bytes out, and back.
 * Read ImageCodec first.
 */
package org.dicomseal.codec;
