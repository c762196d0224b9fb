package org.dicomseal.node.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * One address, a network in CIDR notation, or a host name, which is looked up each time it is asked.
 *
 * @param host       address or name
 * @param prefixBits leading bits that must agree; -1 for all
 */
public record AddressRange(String host, int prefixBits) {

    /** @throws IllegalArgumentException if it is not of one of these forms */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("an empty address");
            }
            return new AddressRange(text.strip(), -1);
        }
        String host = text.substring(0, slash).strip();
        int bits;
        try {
            bits = Integer.parseInt(text.substring(slash + 1).strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' has no number of bits behind its slash", e);
        }
        boolean v6 = host.indexOf(':') >= 0;
        if (!v6 && !host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            throw new IllegalArgumentException("'" + text + "' is no network: it needs an address before its slash");
        }
        if (bits < 0 || bits > (v6 ? 128 : 32)) {
            throw new IllegalArgumentException("'" + text + "' has an impossible number of bits");
        }
        return new AddressRange(host, bits);
    }

    /** Whether the address is in the range; false too if the name cannot be resolved now. */
    public boolean contains(InetAddress address) {
        try {
            for (InetAddress own : InetAddress.getAllByName(host)) {
                if (agree(own.getAddress(), address.getAddress())) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private boolean agree(byte[] own, byte[] other) {
        if (own.length != other.length) {
            return false;
        }
        int bits = prefixBits < 0 ? own.length * 8 : prefixBits;
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((own[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return prefixBits < 0 ? host : host + "/" + prefixBits;
    }
}
