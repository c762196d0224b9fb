package org.dicomseal.spool;

/** Where an object stands between acknowledgement and delivery. What is delivered for good leaves the queue. */
public enum QueueState {
    /** Never tried, or put back by a person. */
    WAITING,
    /** Being worked on by a node that holds its lease. */
    RUNNING,
    /** Failed at least once; has a time for the next try. */
    RETRYING,
    /** The other side took it, and has yet to confirm that it keeps it. Its bytes stay. */
    DELIVERED,
    /** Given up: waits for a person to requeue or drop it. Its bytes stay. */
    DEAD
}
