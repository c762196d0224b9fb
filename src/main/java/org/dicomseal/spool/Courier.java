package org.dicomseal.spool;

/** Delivers one object of a lane. Returning means that the other side has it, and that its bytes may be deleted here. */
@FunctionalInterface
public interface Courier {

    /** @throws DeliveryException with the cause; anything else thrown counts as {@link Cause#FAULT} */
    void deliver(SpooledObject object) throws DeliveryException, InterruptedException;
}
