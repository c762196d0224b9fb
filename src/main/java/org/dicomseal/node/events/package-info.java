/**
 * What the node tells those who watch it: metrics, audit trail, and whoever comes next.
 * Nothing here counts, writes or decides; the node knows none of its watchers.
 * Read NodeEvents first.
 */
package org.dicomseal.node.events;
