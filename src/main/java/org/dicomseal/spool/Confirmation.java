package org.dicomseal.spool;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is known of an object that was delivered and not yet confirmed.
 *
 * @param delivered when the other side took it
 * @param receipt   kept when it is confirmed
 * @param ticket    names the request for confirmation that is under way; empty if there is none
 * @param asked     when that was made; null if there is none
 */
public record Confirmation(Instant delivered, Receipt receipt, String ticket, Instant asked) {

    private static final String PREFIX = "confirmation.";
    private static final String LABEL = PREFIX + "receipt.";

    public Confirmation {
        Objects.requireNonNull(delivered);
        Objects.requireNonNull(receipt);
        Objects.requireNonNull(ticket);
    }

    static Confirmation awaited(Receipt receipt, Instant delivered) {
        return new Confirmation(delivered, receipt, "", null);
    }

    Confirmation asked(String by, Instant at) {
        return new Confirmation(delivered, receipt, by, at);
    }

    void writeTo(Map<String, String> entries) {
        entries.put(PREFIX + "delivered", delivered.toString());
        entries.put(PREFIX + "key", receipt.key());
        receipt.labels().forEach((name, value) -> entries.put(LABEL + name, value));
        if (asked != null) {
            entries.put(PREFIX + "ticket", ticket);
            entries.put(PREFIX + "asked", asked.toString());
        }
    }

    /** The one among a task's lines, or null. */
    static Confirmation readFrom(Map<String, String> entries) {
        if (!entries.containsKey(PREFIX + "delivered")) {
            return null;
        }
        Map<String, String> labels = new TreeMap<>();
        entries.forEach((name, value) -> {
            if (name.startsWith(LABEL)) {
                labels.put(name.substring(LABEL.length()), value);
            }
        });
        String asked = entries.get(PREFIX + "asked");
        return new Confirmation(Instant.parse(entries.get(PREFIX + "delivered")), new Receipt(entries.get(PREFIX + "key"), labels),
                entries.getOrDefault(PREFIX + "ticket", ""), asked == null ? null : Instant.parse(asked));
    }
}
