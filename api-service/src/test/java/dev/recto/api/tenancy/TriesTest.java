package dev.recto.api.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TriesTest {
    private static final ClientNetwork SOMEBODY = ClientNetwork.of("192.0.2.1");

    private final Tries tries = new Tries(2, 10);

    @Test
    void anAddressTriesSoOftenAndOthersAreNotHeldUp() {
        assertThat(tries.enter(SOMEBODY)).isTrue();
        assertThat(tries.enter(SOMEBODY)).isTrue();
        assertThat(tries.enter(SOMEBODY)).isFalse();
        assertThat(tries.enter(ClientNetwork.of("192.0.2.2"))).isTrue();
    }

    @Test
    void whatWasNoGuessDoesNotCount() {
        for (int i = 0; i < 10; i++) {
            assertThat(tries.enter(SOMEBODY)).isTrue();
            tries.giveBack(SOMEBODY);
        }
    }

    @Test
    void aNetworkHasOneAllowanceWhateverItsAddresses() {
        assertThat(tries.enter(ClientNetwork.of("2001:db8::1"))).isTrue();
        assertThat(tries.enter(ClientNetwork.of("2001:db8::2"))).isTrue();
        assertThat(tries.enter(ClientNetwork.of("2001:db8::3"))).isFalse();
        assertThat(tries.enter(ClientNetwork.of("2001:db8:0:1::1"))).isTrue();
    }
}
