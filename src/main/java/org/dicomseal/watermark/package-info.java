/**
 * The reversible mark in the pixels, the tamper map and the trace mark.
 * It sees samples and keys, never data sets.
 * Read ReversibleMark first.
 */
package org.dicomseal.watermark;
