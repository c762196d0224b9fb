/**
 * The trace mark: the recipient's number in a picture that leaves the house, and its detection in a copy.
 * It knows pictures, windows and keys, and nothing of where they come from; it is never removed.
 * Read TraceMark first, then Lattice and TraceDetector.
 */
package org.dicomseal.watermark.trace;
