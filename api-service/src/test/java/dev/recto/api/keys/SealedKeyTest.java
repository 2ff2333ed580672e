package dev.recto.api.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SealedKeyTest {
    private static final String KEY = "rk-new";
    private static final byte[] SEALED = SealedKey.seal(KEY, "credential", "request");

    @Test
    void opensForTheCredentialAndTheRequestThatMadeIt() {
        assertThat(SealedKey.open(SEALED, "credential", "request")).contains(KEY);
    }

    @Test
    void opensForNothingElse() {
        assertThat(SealedKey.open(SEALED, "another", "request")).isEmpty();
        assertThat(SealedKey.open(SEALED, "credential", "another")).isEmpty();
    }

    @Test
    void isAnotherEachTime() {
        assertThat(SealedKey.seal(KEY, "credential", "request")).isNotEqualTo(SEALED);
    }
}
