package org.dicomseal.dimse;

import java.io.InputStream;

/**
 * A DIMSE message as it arrives.
 *
 * @param context the presentation context it came on
 * @param command its command set
 * @param dataSet its data set as a stream over the PDVs still to come, or null if it has none. What is left unread
 *        is skipped when the next message is received
 */
public record Message(PresentationContext context, Command command, InputStream dataSet) {
}
