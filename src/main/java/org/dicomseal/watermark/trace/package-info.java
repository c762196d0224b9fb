/**
 * The trace mark: the recipient's number in a picture that leaves the house, and its detection in a copy.
 * It knows pictures, windows and keys, and nothing of where they come from; it is never removed.
 * Read TraceMark first, then Lattice and TraceDetector.
 *
 * <p>How sure a detection is: without a mark, the score of one code word at one place of the pattern exceeds t with a probability of at most
 * exp(-t<sup>2</sup> / (2 v)), over the key's dithers and whatever the picture (SoftBits, after Hoeffding). A blind reading tries
 * 2<sup>32</sup> numbers, 7 strengths and 512 x 512 places; an informed one 2<sup>32</sup> numbers, 7 strengths and two readings. The threshold is
 * the t at which this many times that bound is 10<sup>-6</sup>, so by the union bound fewer than one picture in a million without a mark is reported as
 * marked. Who tries several keys or pictures adds up as many millionths. FalseAlarmTest holds the bound against simulation.
 */
package org.dicomseal.watermark.trace;
