package dev.recto.api.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientNetworkTest {
    @Test
    void anIpv4AddressIsItsOwn() {
        assertThat(ClientNetwork.of("192.0.2.1")).isEqualTo(ClientNetwork.of("192.0.2.1"));
        assertThat(ClientNetwork.of("192.0.2.1")).isNotEqualTo(ClientNetwork.of("192.0.2.2"));
    }

    @Test
    void anIpv6AddressIsOneOfItsNetwork() {
        assertThat(ClientNetwork.of("2001:db8:1:2::1")).isEqualTo(ClientNetwork.of("2001:db8:1:2:ffff:1:2:3"));
        assertThat(ClientNetwork.of("2001:db8:1:2::1")).isNotEqualTo(ClientNetwork.of("2001:db8:1:3::1"));
    }

    @Test
    void whatIsNoAddressStandsForItself() {
        assertThat(ClientNetwork.of("").text()).isEmpty();
    }
}
