package org.dicomseal.node.retrieve;

/** Knows which objects were delivered to an archive sealed, so that nobody can put a plain one in the place of one of them. */
@FunctionalInterface
public interface SealedBefore {

    /** Remembers nothing. */
    SealedBefore NOTHING = (archive, sopInstance) -> false;

    /** Whether the last object of this UID that went to the archive was sealed; also if that can't be told now. */
    boolean test(String archive, String sopInstance);
}
