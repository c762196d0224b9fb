package org.dicomseal.dimse;

/** Thrown by a service's handler: answer the request with this status. The association goes on. */
public class ServiceException extends DimseException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status one of {@link Status}, or another failure of the service
     * @param comment goes to the peer as Error Comment (0000,0902), cut to 64 characters; no patient's data, no secret
     */
    public ServiceException(int status, String comment) {
        super(comment);
        this.status = status;
    }

    public ServiceException(int status, String comment, Throwable cause) {
        super(comment, cause);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
