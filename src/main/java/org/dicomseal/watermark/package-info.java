/**
 * The reversible mark in the pixels and the tamper map; the trace mark has a package of its own below.
 * It sees samples and keys, never data sets.
 * Read ReversibleMark first.
 *
 * <p>The mark, version 1. The key chooses a colour of the chess board and an order of blocks of 64 x 16 pixels (KeyedBlocks); pixels of the
 * chosen colour in the first 48 blocks, or 1024 where these haven't the room, may move. Their four neighbours never do, so these tell
 * writer and reader the same: which values are used (UsedValues), what to predict, how rough it is there (Candidates). Two sections of
 * bits follow each other in these pixels (Embedding, Extraction):
 * <pre>
 * header  tier (2), smoothest texture (5), roughest (5), bin (4), step (3), keyed check (13); under the rule that
 *         MarkableRegion.headerRule finds
 * body    owner code (1024, 256 or 64), tag over code, object and frame (64), keyed check over all (32); under the header's rule
 * </pre>
 * Both lie under a key stream, the most significant bit first, and each is followed by its overflow map.
 */
package org.dicomseal.watermark;
