package dev.recto.api.tenancy;

import java.util.HexFormat;

/** Where a client comes from: its IPv4 address, or the 64 bits of an IPv6 address that name its network. */
public record ClientNetwork(String text) {
    private static final int PREFIX = 8;

    /** @param address of the connection, or the one that a trusted proxy tells */
    public static ClientNetwork of(String address) {
        byte[] bytes = io.netty.util.NetUtil.createByteArrayFromIpAddressString(address);
        return new ClientNetwork(
                bytes == null || bytes.length <= PREFIX
                        ? address
                        : HexFormat.of().formatHex(bytes, 0, PREFIX));
    }
}
