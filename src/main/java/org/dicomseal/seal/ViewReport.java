package org.dicomseal.seal;

/**
 * What became of a view that somebody is to get instead of the original.
 *
 * @param reason in words why it isn't all that was asked for; empty if it is {@link Kind#MADE}
 */
public record ViewReport(Kind kind, String reason) {

    /** How far it got. */
    public enum Kind {
        /** It carries what was asked for: the owner's mark where there is an owner, the recipient's trace where there is a recipient. */
        MADE,
        /** It carries no trace: its pixels aren't shown as brightness, or the trace key isn't held. */
        NOT_TRACED,
        /** Such an image is never marked, or there is nobody to mark it for: the view is the original. */
        AS_IT_WAS,
        /** Its codestreams can't be decoded here, so that nothing can be put into its pixels: the view is the original. */
        UNDECODABLE
    }

    static ViewReport made() {
        return new ViewReport(Kind.MADE, "");
    }
}
