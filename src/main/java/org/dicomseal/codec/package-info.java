/**
 * The lossless image codec with keyed entropy coding, and the chaotic map that keys it.
 * It imports nothing of ours: bytes and a frame's format in, bytes out, and back.
 * Read {@link org.dicomseal.codec.ImageCodec} first, then this page: it says what a coded frame is, so that a decoder can be
 * written from it. Class names in brackets are where the same is done here.
 *
 * <p>All arithmetic is in two's complement whole numbers. {@code /} rounds towards 0, {@code >>} towards minus infinity, {@code >>>}
 * shifts zeros in. {@code log2(n)} is the place of the highest bit set. A <i>bin</i> of an amount v [LogScale] is v if v &lt; 16, else
 * with o = log2(v): 16 + 8 (o - 4) + (v &gt;&gt; (o - 3) &amp; 7).
 *
 * <h2>1. Coded frame</h2>
 * One per frame of an object, in the object's order, frame k = 0, 1, ... What is masked is xored with a key stream (2.2).
 * <pre>
 *   mode 0, stored     00 | check, 4 bytes | the frame's bytes                           masked from check on
 *   mode 1, section    01 | check, 4 bytes | section                                     masked from check on
 *   mode 2, strips     02 | n, 4 bytes, most significant first | check, 4 bytes | section, n bytes | strips
 *                                                                                        check and section masked
 * </pre>
 * The check value, least significant byte first, is the CRC-32C of the frame's native bytes followed by the unmasked bytes after it.
 * Modes 1 and 2 exist for formats that fall into planes (4). A stored frame clears all that was kept from frames before it (7); so
 * does an encoder that has to store one.
 *
 * <h2>2. Joint stage</h2>
 * <h3>2.1 Stream</h3>
 * Each frame has a bit stream [JointStream]. AES-256 in counter mode under the joint key, the counter block starting as k (8 bytes, most
 * significant first) and 8 zero bytes, gives 64-bit words, most significant byte first. Two words seed the chaotic map's x and y: a
 * word's upper 53 bits times 2^-53. Then each step of the map [ChaoticMap], after 64 that are dropped, gives 48 bits, which are xored
 * with the lower 48 bits of the next word; the uppermost bit is drawn first. After 2^20 steps two words seed the map anew. A number
 * below b is drawn by taking log2(b - 1) + 1 bits until they are below b (none for b = 1). A permutation of n is made by, for i = 0 to
 * n - 1, drawing j below i + 1, then p[i] = p[j], p[j] = i.
 * <h3>2.2 Mask</h3>
 * The first 256 bits drawn are an AES-256 key; its counter mode stream from a zero counter block is the mask.
 * <h3>2.3 Turned codes</h3>
 * A canonical Huffman code (shorter codes first, then by symbol, codes counted up) is turned: walking the codewords in that order,
 * each inner node of the tree that is met for the first time, from the root down, draws a bit; if it is 1 the node's two branches
 * change places. Bits are drawn for each Huffman plane in the order: contexts from 0 up, then runs, then the permutation of the strips:
 * the i-th strip written is strip p[i].
 *
 * <h2>3. Section</h2>
 * A range code of yes-or-no decisions [RangeDecoder]. code is the first 6 bytes, most significant first; range = 2^48 - 1. A decision of
 * probability p/2^16 for 1: t = (range &gt;&gt; 16) p; if code &lt; t it is 1 and range = t, else 0, code -= t, range -= t; while range &lt;
 * 2^40: both shift left by 8 and code takes the next byte. Beyond the section's end bytes are 0; reading more than 8 of them is an
 * error.
 *
 * <p>A <i>state</i> [BinaryCoder] is 22 bits of probability q and a count c; fresh: q = 2^21, c = 0. A bit under it is coded with q
 * &gt;&gt; 6, held within 24 to 65512. Then q += ((b 2^22 - q) w(c)) &gt;&gt; 16 with w(c) = floor(65536 / (c + 1.6)), held within 0
 * to 2^22 - 1, and c += 1 up to a limit, 255 unless said. A bit <i>under two states</i> is coded with the mean of both 32-bit states
 * (q in the upper 22 bits, c in the lower 10), both learn. A <i>plain</i> bit has p = 2^15; plain numbers go most significant bit first.
 *
 * <p>A <i>number</i> n [AdaptiveNumber]: with w the bits of n + 1, w - 1 ones and a zero (no zero after 30), the i-th under state i =
 * 1, 2, ...; then the bits of n + 1 below the leading one: the first under state (w, 0), the second under (w, 1 + the first),
 * the rest plain. A <i>signed</i> number: its size, then unless 0 a bit, 1 for negative, under one more state. States are those of the
 * model that is named; a new model is fresh.
 *
 * <h2>4. From frame to planes</h2>
 * A plane is a rectangle of samples from 0 to a maximum. [FrameLayout, SampleWords]
 * <ul>
 * <li>Bits allocated 1: one plane of columns times samples a pixel by rows, maximum 1, the first sample in the lowest bit. After the
 * plane, the unused upper bits of the last byte follow, plain.</li>
 * <li>8 or 16, 1 to 4 samples: a component per sample. A word holds the sample from bit high bit + 1 - bits stored on (all of the word if
 * that makes no sense); a signed one's sign bit is inverted. The rest of the words is a rule, 2 plain bits per component before anything
 * else: 0 zero; 1 copies of the sign above, zero below; 2 mixed: the words without the sample are a plane of their own, after all
 * others, its maximum the word with all those bits.</li>
 * <li>24, 32, ... 64: a component per byte of a sample, the most significant first, as unsigned 8-bit samples.</li>
 * <li>YBR_422: four components of half the width: Y1, Y2, Cb, Cr.</li>
 * </ul>
 * Three samples in three components: 2 plain bits follow the rules, the colour transform [ColourTransform]: 0 none; 1 planes in the order
 * second, first, third; 2 the same order, where first and third are less the second plus the maximum m (new maximum 2 m).
 *
 * <p>Each plane has up to two <i>references</i>, planes of the same size: first the same plane of the last modelled frame if there is
 * one, then siblings coded before it in this frame, the latest first; the planes of mixed rests take components' samples as siblings.
 *
 * <h2>5. Plane</h2>
 * A plain bit: whether values are ranked [RankMap]. If so: the number of used values less 1 (new model), then until all are told, the gap
 * of unused values (a model) and the length less 1 of the stretch of used ones (another). One used value: that is all there is to the plane.
 * Else samples are ranks, the maximum is the number of used values less 1, and references are translated: a value to the rank of
 * the greatest used value not above it, or 0. Then 2 plain bits: 0 Huffman, 1 adaptive, 2 drawn, 3 Huffman compared with
 * the first reference, of which there must be one.
 *
 * <h2>6. Huffman plane</h2>
 * At least 16 by 8. It is cut into s strips, s = min(16, samples / 131072, rows / 128) but at least 1; strip i begins at row i rows / s.
 * <h3>6.1 Tables</h3> [HuffmanTables]
 * <ol>
 * <li>Energy scale of 8 levels. A <i>scale</i>: 4 plain bits, a shift up to 12; then for each level but the last, how many bins it
 * has (one new model for all). The level of an activity a is that of the bin of (min(a &gt;&gt; shift, 4095) &lt;&lt; shift).</li>
 * <li>For each of 24 classes, coefficients of neighbours 1 to 15, signed, divided by 4, a model per neighbour. That of neighbour 0 is 1024
 * less their sum. In a compared plane there are 8 more, 16 to 23, and they count in that sum.</li>
 * <li>Number of contexts c, 2 to 16 (new model, used for nothing else). Activity scale of c - 1 levels.</li>
 * <li>For each context its low bits, up to 12, less those of the context before (0 for the first), signed, one new model.</li>
 * <li>For each context the code lengths of 64 symbols [LengthCoder]: 7 plain bits, how many before the trailing zeros; for each a number of
 * 4 bits under a binary tree of states chosen by the same symbol's length in the context before (0 at first) and this
 * context's length two symbols before (one before for symbol 1, 0 for symbol 0). Then so, fresh, for 42 run symbols.
 * Lengths are at most 11; more than one used symbol must fill the code space.</li>
 * <li>For each strip, as written: its bytes, one new model. For each strip from the top: its first sample, 16 plain bits.</li>
 * </ol>
 * <h3>6.2 Prediction</h3>
 * Neighbours 0 to 15 are at (columns right, rows up): (-1,0) (-2,0) (-2,1) (-1,1) (0,1) (1,1) (2,1) (3,1) (-1,2) (0,2) (1,2) (2,2) (0,3)
 * (1,3) (-4,0) (-3,0). Beyond the right edge is the row's last sample. Left of the edge: in the row at work the first sample
 * of the row above, in rows above whatever they had there when they were at work. Above a strip all is its first sample; and when its first row is done, the
 * two rows above that count as equal to it, margins included. With N, NW, NE, NEE, NN, NNW, NNE the
 * obvious neighbours: h = |N-NW| + |N-NE|, v = 2|N-NN| + |NE-NNE| + |NW-NNW|, energy = h + v + |NE-NEE|, direction = 1, + 1 if 10 h &lt; 3 v,
 * - 1 if 5 v &lt; 6 h. The class is 3 times the
 * energy's level plus direction; in a strip's first row the prediction is the left neighbour.
 * Neighbours are summed in pairs (2i, 2i+1), left one l, right one r, with coefficients f and g, in 64 bits modulo 2^64: sum = 2^41 + sum
 * of (l + r 2^32)(f 2^32 + g), the pair (0, 1) having l at -2 and r at -1. Neighbours 16 to 23 are samples of the reference [ReferenceRows],
 * from the sample's own place at (-1,0) (0,0) (1,0) (2,0) (-1,1) (0,1) (0,-1) (1,-1), beyond the edges the nearest sample. The prediction is sum &gt;&gt; 42, held within 0 to the maximum.
 * <h3>6.3 Contexts and runs</h3>
 * e is the absolute residual in the row above at a column, E in the row two above (0 above the strip; beyond the left and right edges
 * that of the first and last column): activity = energy + (3 (3 e + 2 (e left + e right) + e right by 2 + E) &gt;&gt; 1). The context is 1 plus its
 * level. If h = 0 and the left neighbour equals N, a run of samples equal to the left neighbour comes first; a run that doesn't
 * reach the row's end, also one of length 0, is followed by a sample in context 0. Samples in runs have residual 0.
 * <h3>6.4 Bits</h3>
 * A strip's bits fill its bytes from the lowest bit up. A run: its symbol, then raw bits: lengths below 16 are symbols; else with o =
 * log2(length), symbol 16 + 2 (o - 4) + the bit below the leading one, and the o - 1 bits below that; symbol 41 is a run to
 * the row's end. A residual r in a context with k low bits: q = r &gt;&gt; k folded (0, -1, 1, -2, ... to 0, 1, 2, 3, ...); below 32 a
 * symbol; else with t = folded - 24, o = log2(t), symbol 32 + 2 (o - 3) + the bit below the leading one, and the o - 1 bits below that.
 * Then the k low bits of r. Every number of raw bits is written lowest first, every codeword first bit first.
 *
 * <h2>7. Adaptive and drawn planes</h2>
 * Sample by sample, row by row, with models that are kept from frame to frame for each plane of the object (in coding order)
 * and are fresh for its first such plane. Margins: beyond the right edge is the row's last sample; left of the edge, for the row
 * at work, its N; two rows above the first are 0 at first. For error rows the same on the right, and on the left what was there: 0.
 * W WW N NW NE NEE NN NNE NNW NWW are neighbours. T = |W-NW| + |N-NW| + |N-NE| + |W-WW| + |N-NN|; with e the absolute errors below:
 * S = 3 (eW + eN) + 2 (eNW + eNE) + eWW + eNN.
 *
 * <p>Each row is cut into stretches of 32 samples, the last of a row of what is left [Stretches]. What is expected of a sample is, if there
 * are references, the value in its slot (see 1 below), as it is before the stretch; else N. Unless a slot of the stretch is empty,
 * a bit says whether all its samples are as expected, under state 16 (a + 2 b) + 8 f2 + 4 f1 + 2 fN + fNE: a is 1 if W of the first
 * sample is what is expected of it; b is 1 if N of all its samples, NW of the first and NE of the last are that, too; f are the
 * flags of the stretches on the left (1 beyond the edge), one more to the left, above, and right of that (0 beyond the edges). If they
 * are, they are done: errors and all predictors' errors 0, outcomes 0 with references and 1 without, no slot learns, and the last three
 * bits of 1 below count as 1s. If not, or if a slot is empty (its flag is 0 then), the stretch is coded sample by sample:
 * <ol>
 * <li>If there are references: was this colour seen? [ColourMemory] 65536 slots by a hash of the references' samples here: h = count of
 * references; h = h 2F0B4C47h + sample + 1 for each; slot = (h 9E3779B1h) &gt;&gt;&gt; 16 (32 bits). If the slot holds a value: a bit,
 * whether the sample equals it, under state 8 confidence + (the last three such bits of the row). If so, the sample is done:
 * error 0, all predictors' errors 0, outcome 0. Confidence: + 1 up to 15 when the slot holds the sample, else a quarter, 1 in an empty slot.</li>
 * <li>If the plane is drawn: does it equal a neighbour? [EqualityCoder] Candidates are the different values among W, N, NW, NE in that order; for
 * each a bit until one is hit. After as many denials as the maximum the next candidate is it. The bit's probability mixes six
 * states [Mixer] that are chosen by the candidate and: the pattern of nine equalities; the outcomes at W, N, NE, WW; three hashes of more and more
 * neighbours; and a hash of pattern, W, N and the references' equalities. The outcome is the candidate's number, from 1.
 * If T + S = 0 and there are no references a hit ends the sample: error 0, all predictors' errors 0. Any other hit makes
 * predictors learn, but no bias and no expectation.</li>
 * <li>Prediction in 1/16: the blend [BlendedPredictor] of eleven simple ones, five more for each reference, and one that learns
 * [OnlineRegression]; corrected by the mean error seen in its surroundings [Bias].</li>
 * <li>The residual from the rounded prediction [ResidualCoder]; the sample is their sum, held within 0 to the maximum.</li>
 * </ol>
 * The constants of 7 are those in the classes named: each is one page, with one formula a line, and nothing in them depends on
 * the machine.
 */
package org.dicomseal.codec;
