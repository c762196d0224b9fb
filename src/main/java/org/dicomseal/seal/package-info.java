/**
 * One object in, one sealed object out, and back: the sealed object's format.
 * No sockets, no queues, no key storage; what has to be hidden is decided here, how keys come about is not.
 * Read Sealer first, then Sealing, PayloadWriter and, for the way back, Unsealer and PayloadValues. Watermarks in clear: Watermarker, MarkedObject
 * and, for views, OutgoingView. A sealed object needs no tamper map, since no bit of it can be changed unnoticed; what leaves in clear with a mark
 * carries one ({@link org.dicomseal.seal.MarkBlock}).
 *
 * <h2>The sealed object</h2>
 * Same SOP Class and Instance UIDs, Explicit or Implicit VR Little Endian. Pixel Data (7FE0,0010) at the top level is the carrier, one
 * sample a pixel, MONOCHROME2: its bytes are the payload, from the first to the last. Bits Allocated is the original's where that is 1, 8
 * or 16, else 16; Pixel Representation and Number of Frames are the original's. What {@link org.dicomseal.seal.ImageRules} names is
 * gone, or replaced by what a viewer needs to show the noise as noise. A private block (see {@link org.dicomseal.seal.PrivateBlock})
 * says in clear how the object was sealed; it is advisory. In objects without pixel data the payload is an element of that block.
 *
 * <h2>The payload, format version 2</h2>
 * All numbers are big endian; "text" is a length (2) and that many bytes, ISO 8859-1.
 * <pre>
 * header       see {@link org.dicomseal.seal.PayloadHeader}; in clear, 106 bytes and two UIDs
 * record 0     plaintext 0 to 16383 and tag (16); its associated data is the whole header
 * record i     plaintext 16384 i to 16384 i + 16383 and tag; the last one may be shorter, and is flagged in its nonce
 * </pre>
 * Nonces, keys and commitment: {@link org.dicomseal.keys.RecordWriter}, {@link org.dicomseal.keys.SealingKeys}. Header and records
 * fill the carrier to its last byte, so nothing in it is without authentication.
 *
 * <h3>Plaintext</h3>
 * <pre>
 * prefix       see {@link org.dicomseal.seal.PayloadPrefix}; 42 or 74 bytes
 * manifest     raw deflate (RFC 1951)
 * values       one after the other, in the order in which a data set is written: by tag, items depth first
 * padding      zeros
 * </pre>
 *
 * <h3>Manifest, inflated</h3>
 * <pre>
 * version (1) = 1
 * time of sealing (8): milliseconds since 1970
 * transfer syntax UID, Patient ID, Study Instance UID, Series Instance UID: text each
 * number of edits (4), then for each data set that was changed:
 *   path, number of absent tags (2), those tags (4 each), bytes of originals (4), originals: a data set, Explicit VR Little Endian
 * number of VR notes (4), then for each: path, tag (4), VR (2 characters)
 * number of values (4), then for each:
 *   path, tag (4), VR (2 characters), 1 if its numbers are big endian else 0 (1), kind (1):
 *   0  bytes      length (8)
 *   1  fragments  number of fragments, offset table included (4), length of each (4)
 *   2  frames     rows, columns, samples per pixel, bits allocated, bits stored, high bit, rows of the last piece of a frame (2 each),
 *                 flags (1: bit 0 signed, bit 1 colour by plane), photometric kind: text, a constant of codec.Photometric,
 *                 pieces a frame (4), frames (4), bytes after the last frame (8)
 * index of the top level's pixel data among the values, or -1 (4)
 * 1 if frames may carry a watermark, else 0 (1); if so: sample meaning: text, a constant of watermark.SampleMeaning,
 *   lowest and highest padding value (4 each)
 *
 * path: number of steps (1), then for each: tag of a sequence (4), number of an item in it, from 0 (4)
 * </pre>
 * Restoring takes the absent tags away, then puts the originals, the VRs and the values back at their paths.
 *
 * <h3>Values</h3>
 * <pre>
 * bytes      chunks (see {@link org.dicomseal.seal.Chunks}) until the length is reached
 * fragments  the bytes of all fragments, one after the other
 * frames     each piece: flags (1: bit 0 = the watermark is in it), bytes that follow (4), the coded piece (package codec);
 *            then the bytes after the last frame, as chunks
 * </pre>
 * Pieces are whole frames in little endian order; frames over 64 MiB are cut into planes, or slabs of rows. The last slab of a frame, where
 * it has fewer rows, is coded by an encoder of its own.
 */
package org.dicomseal.seal;
