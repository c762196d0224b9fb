/**
 * The node's configuration: conf/node.yaml bound to records, every mistake named with its line.
 * Nothing here connects, opens or runs anything; a configuration that loads is consistent in itself.
 * Read NodeConfig first, then conf/node.yaml, which explains every key.
 */
package org.dicomseal.node.config;
