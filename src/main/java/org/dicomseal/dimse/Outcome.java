package org.dicomseal.dimse;

/**
 * How a provider answers, or how a provider answered: the final response's status and its remark.
 *
 * @param status see {@link Status}
 * @param comment Error Comment, may be empty; never a patient's data
 */
public record Outcome(int status, String comment) {

    public static final Outcome SUCCESS = new Outcome(Status.SUCCESS, "");

    public static Outcome of(int status) {
        return new Outcome(status, "");
    }

    static Outcome of(Command response) {
        return new Outcome(response.status(), response.text(CommandElement.ERROR_COMMENT));
    }

    /** Success or a warning. */
    public boolean isDone() {
        return Status.isDone(status);
    }

    @Override
    public String toString() {
        return Status.toString(status) + (comment.isEmpty() ? "" : " (" + comment + ")");
    }
}
