package org.dicomseal.dimse;

import org.dicomseal.dimse.pdu.AssociateReject;

/** The peer answered A-ASSOCIATE-RJ. */
public class AssociationRejectedException extends DimseException {

    private static final long serialVersionUID = 1L;

    private final transient AssociateReject rejection;

    public AssociationRejectedException(String calledAe, AssociateReject rejection) {
        super("association with " + calledAe + " " + rejection.resultName() + " by its " + rejection.sourceName()
                + ": " + rejection.reasonName());
        this.rejection = rejection;
    }

    /** Result, source and reason. */
    public AssociateReject rejection() {
        return rejection;
    }

    /** Whether trying again later may help. */
    public boolean isTransient() {
        return rejection.result() == AssociateReject.TRANSIENT;
    }
}
