package org.dicomseal.dimse;

/** The association ended before its time: A-ABORT from either side, a lost connection, or an unasked release. */
public class AssociationAbortedException extends DimseException {

    private static final long serialVersionUID = 1L;

    public AssociationAbortedException(String message) {
        super(message);
    }

    public AssociationAbortedException(String message, Throwable cause) {
        super(message, cause);
    }
}
