package dev.recto.api.tenancy;

import io.vertx.core.net.SocketAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where a client comes from: its IPv4 address, or the 64 bits of an IPv6 address that name its network. */
public record ClientNetwork(String text) {
    private static final int PREFIX = 8;

    /** @param client of the connection, or the one that a trusted proxy tells, which may be by what is no address */
    public static ClientNetwork of(@Nullable SocketAddress client) {
        String address = client == null ? null : client.hostAddress();
        return of(address == null ? "" : address);
    }

    static ClientNetwork of(String address) {
        byte[] bytes = io.netty.util.NetUtil.createByteArrayFromIpAddressString(address);
        return new ClientNetwork(
                bytes == null || bytes.length <= PREFIX
                        ? address
                        : HexFormat.of().formatHex(bytes, 0, PREFIX));
    }
}
