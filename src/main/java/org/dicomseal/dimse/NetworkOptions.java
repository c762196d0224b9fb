package org.dicomseal.dimse;

import java.time.Duration;

/**
 * The limits that every wait and every size on the network has. None may be zero or negative.
 *
 * @param connect for the TCP connection
 * @param acse for the TLS handshake, for the answer to A-ASSOCIATE-RQ and A-RELEASE-RQ, and (the ARTIM timer) for a
 *        peer that has connected to send its A-ASSOCIATE-RQ, or to close after the end
 * @param response for each DIMSE response
 * @param idle for the next PDU, or 16 KiB in smaller ones, of a message that has begun, and for the next message on an
 *        accepted association
 * @param write for a peer to take one PDU off our hands
 * @param maxPduReceived bytes in a P-DATA-TF that we tell the peer to keep to
 * @param maxPduSent bytes in a P-DATA-TF that we send at most, whatever the peer allows
 */
public record NetworkOptions(
        Duration connect, Duration acse, Duration response, Duration idle, Duration write,
        int maxPduReceived, int maxPduSent) {

    /** 5 s to connect and associate, 300 s for a response, 60 s idle or blocked, PDUs of 128 KiB. */
    public static final NetworkOptions DEFAULTS = new NetworkOptions(Duration.ofSeconds(5), Duration.ofSeconds(5),
            Duration.ofSeconds(300), Duration.ofSeconds(60), Duration.ofSeconds(60), 128 * 1024, 128 * 1024);

    /** A peer may exceed what we announced up to this; many don't count as they should. Beyond it we abort. */
    public static final int MAX_PDU_TOLERATED = 1024 * 1024;

    private static final int SMALLEST_PDU = 128;

    public NetworkOptions {
        for (Duration wait : new Duration[] {connect, acse, response, idle, write}) {
            if (wait.isZero() || wait.isNegative()) {
                throw new IllegalArgumentException("a network timeout must be positive, but is " + wait);
            }
        }
        if (maxPduReceived < SMALLEST_PDU || maxPduSent < SMALLEST_PDU
                || maxPduReceived > MAX_PDU_TOLERATED || maxPduSent > MAX_PDU_TOLERATED) {
            throw new IllegalArgumentException("a maximum PDU length must be " + SMALLEST_PDU + " to " + MAX_PDU_TOLERATED
                    + ", but they are " + maxPduReceived + " and " + maxPduSent);
        }
    }

    public NetworkOptions withConnect(Duration wait) {
        return new NetworkOptions(wait, acse, response, idle, write, maxPduReceived, maxPduSent);
    }

    public NetworkOptions withAcse(Duration wait) {
        return new NetworkOptions(connect, wait, response, idle, write, maxPduReceived, maxPduSent);
    }

    public NetworkOptions withResponse(Duration wait) {
        return new NetworkOptions(connect, acse, wait, idle, write, maxPduReceived, maxPduSent);
    }

    public NetworkOptions withIdle(Duration wait) {
        return new NetworkOptions(connect, acse, response, wait, write, maxPduReceived, maxPduSent);
    }

    public NetworkOptions withWrite(Duration wait) {
        return new NetworkOptions(connect, acse, response, idle, wait, maxPduReceived, maxPduSent);
    }

    public NetworkOptions withMaxPdu(int received, int sent) {
        return new NetworkOptions(connect, acse, response, idle, write, received, sent);
    }
}
