/**
 * The main job from end to end on one machine, with a table and a report.
 * Nothing here is used by the node.
 * Read Demo first.
 */
package org.dicomseal.cli.demo;
