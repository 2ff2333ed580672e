package dev.recto.api.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BearerTokenTest {
    @Test
    void comesFromABearerHeaderOnly() {
        assertThat(BearerToken.of("bearer  abc ")).contains("abc");
        assertThat(BearerToken.of("Bearer ")).isEmpty();
        assertThat(BearerToken.of("Basic abc")).isEmpty();
        assertThat(BearerToken.of(null)).isEmpty();
    }
}
