package org.dicomseal.dimse;

/** The peer accepted no presentation context for what is to be sent. Trying again won't help; the association lives. */
public class NoPresentationContextException extends DimseException {

    private static final long serialVersionUID = 1L;

    private final String sopClass;
    private final String transferSyntax;

    /** @param transferSyntax the syntax that was needed, or null if any would have done */
    public NoPresentationContextException(String calledAe, String sopClass, String transferSyntax) {
        super(calledAe + " accepted no presentation context for SOP class " + sopClass
                + (transferSyntax == null ? "" : " with transfer syntax " + transferSyntax));
        this.sopClass = sopClass;
        this.transferSyntax = transferSyntax;
    }

    public String sopClass() {
        return sopClass;
    }

    /** The transfer syntax that was needed, or null if any would have done. */
    public String transferSyntax() {
        return transferSyntax;
    }
}
