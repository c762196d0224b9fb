/**
 * What happens to pictures outside: compression, noise, filters, geometry.
 * Attacks see grey levels, and no mark, key or file.
 * Read Attack first.
 */
package org.dicomseal.evaluate.attack;
