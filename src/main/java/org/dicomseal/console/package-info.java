/**
 * The operator's window on a running node: page, health, metrics and a small REST interface over HTTP.
 * It asks the node and its spool, and decides nothing about objects; no patient's data is shown here.
 * Read Console first, then Guard.
 */
package org.dicomseal.console;
