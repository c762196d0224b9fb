package org.dicomseal.spool;

/** A courier that has more to say of an attempt than that it did not fail. */
public interface StagedCourier extends Courier {

    /** As {@link #deliver}, with what came of it. */
    Delivery attempt(SpooledObject object) throws DeliveryException, InterruptedException;

    @Override
    default void deliver(SpooledObject object) throws DeliveryException, InterruptedException {
        attempt(object);
    }
}
