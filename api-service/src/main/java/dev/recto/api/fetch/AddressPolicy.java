package dev.recto.api.fetch;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to for a client: those of the public internet (IANA's special-purpose registries say which are
 * not), and the networks that the operator allows. An IPv4 address inside an IPv6 one is judged as what it is.
 */
public final class AddressPolicy {
    private static final List<Network> SPECIAL_V4 = networks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, cloud metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.31.196.0/24", // AS112
            "192.52.193.0/24", // AMT
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "192.175.48.0/24", // AS112
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    /** Only global unicast is public at all. */
    private static final Network GLOBAL_V6 = Network.parse("2000::/3");

    private static final List<Network> SPECIAL_V6 = networks(
            "2001::/23", // protocol assignments: Teredo, ORCHID, benchmarking
            "2001:db8::/32", // documentation
            "2620:4f:8000::/48", // AS112
            "3fff::/20"); // documentation

    /** Where in an IPv6 address that stands for an IPv4 one the latter begins. */
    private record Embedding(Network network, int offset) {}

    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(Network.parse("64:ff9b::/96"), 12), // NAT64
            new Embedding(Network.parse("2002::/16"), 2)); // 6to4

    private final List<Network> allowed;

    AddressPolicy(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** @param cidrs networks that are permitted besides */
    public static AddressPolicy allowing(List<String> cidrs) {
        return new AddressPolicy(cidrs.stream().map(Network::parse).toList());
    }

    boolean permits(InetAddress address) {
        byte[] bytes = address.getAddress();
        return allowed.stream().anyMatch(network -> network.contains(bytes)) || isPublic(bytes);
    }

    private boolean isPublic(byte[] address) {
        if (address.length == 4) {
            return SPECIAL_V4.stream().noneMatch(network -> network.contains(address));
        }
        for (Embedding embedding : EMBEDDINGS) {
            if (embedding.network().contains(address)) {
                byte[] inner = Arrays.copyOfRange(address, embedding.offset(), embedding.offset() + 4);
                return isPublic(inner);
            }
        }
        return GLOBAL_V6.contains(address) && SPECIAL_V6.stream().noneMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... cidrs) {
        return Stream.of(cidrs).map(Network::parse).toList();
    }
}
