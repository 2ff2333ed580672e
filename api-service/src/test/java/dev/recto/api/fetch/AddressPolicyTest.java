package dev.recto.api.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private final AddressPolicy policy = new AddressPolicy(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                // this network, private, carrier-grade NAT, loopback, link-local
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.168.0.0",
                "192.168.255.255",
                // assignments, documentation, benchmarking, multicast, reserved, broadcast
                "192.0.0.8",
                "192.0.2.1",
                "192.31.196.1",
                "192.52.193.1",
                "192.88.99.1",
                "192.175.48.1",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                // unspecified, loopback, unique local, link-local, site-local, multicast, discard
                "::",
                "::1",
                "fc00::1",
                "fdff:ffff::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100::1",
                "5f00::1",
                // assignments, Teredo, documentation
                "2001::1",
                "2001:0:53aa:64c:8000:0:0:1",
                "2001:10::1",
                "2001:db8::1",
                "2620:4f:8000::1",
                "3fff::1",
                // IPv4 inside of IPv6: mapped, compatible, translated, NAT64, 6to4
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::10.0.0.1",
                "::8.8.8.8",
                "::ffff:0:8.8.8.8",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::8.8.8.8",
                "2002:a00:1::1",
                "2002:7f00:1::1",
                "2002:c0a8:101::1"
            })
    void refusesWhatIsNotPublic(String address) throws UnknownHostException {
        assertThat(policy.permits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "2001:4860:4860::8888",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void permitsWhatIs(String address) throws UnknownHostException {
        assertThat(policy.permits(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void permitsNetworksOfTheOperator() throws UnknownHostException {
        AddressPolicy intranet = new AddressPolicy(List.of(Network.parse("10.1.0.0/16"), Network.parse("fd00:1::/32")));

        assertThat(intranet.permits(InetAddress.getByName("10.1.255.255"))).isTrue();
        assertThat(intranet.permits(InetAddress.getByName("10.2.0.0"))).isFalse();
        assertThat(intranet.permits(InetAddress.getByName("::ffff:10.1.0.1"))).isTrue();
        assertThat(intranet.permits(InetAddress.getByName("fd00:1::7"))).isTrue();
        assertThat(intranet.permits(InetAddress.getByName("fd00:2::7"))).isFalse();
        assertThat(intranet.permits(InetAddress.getByName("64:ff9b::10.1.0.1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.9.9.9, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.128.0.0/9, 10.127.0.0, false",
        "10.128.0.0/9, 10.128.0.0, true",
        "1.2.3.4, 1.2.3.4, true",
        "1.2.3.4, 1.2.3.5, false",
        "0.0.0.0/0, 255.1.2.3, true",
        "::/0, fe80::1, true",
        "::/0, 1.2.3.4, false",
        "2001:db8::/33, 2001:db8:8000::, false"
    })
    void aNetworkHasAPrefix(String network, String address, boolean inside) throws UnknownHostException {
        assertThat(Network.parse(network)
                        .contains(InetAddress.getByName(address).getAddress()))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0/x", "", "/8", "example.org/8"})
    void aNetworkIsWrittenInCidrForm(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
