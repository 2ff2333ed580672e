package dev.recto.api.fetch;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A range of addresses in CIDR form, such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
@SuppressWarnings("ArrayRecordComponent") // networks are never compared
record Network(byte[] base, int prefix) {
    Network {
        if (prefix < 0 || prefix > base.length * Byte.SIZE) {
            throw new IllegalArgumentException("a network's prefix length is out of bounds: " + prefix);
        }
    }

    /** An address without a prefix length is a network of its own. */
    static Network parse(String cidr) {
        int slash = cidr.indexOf('/');
        String address = slash < 0 ? cidr : cidr.substring(0, slash);
        byte[] base = literal(address);
        if (base == null) {
            throw new IllegalArgumentException("not a network in CIDR form: " + cidr);
        }
        return new Network(
                base, slash < 0 ? base.length * Byte.SIZE : Integer.parseInt(cidr, slash + 1, cidr.length(), 10));
    }

    boolean contains(byte[] address) {
        if (address.length != base.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
            int mask = 0xFF << Math.max(0, Byte.SIZE - (prefix - bit)) & 0xFF;
            if (((address[bit / Byte.SIZE] ^ base[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of an address that is written out; null for a name, which is never looked up here. */
    private static byte @Nullable [] literal(String address) {
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
