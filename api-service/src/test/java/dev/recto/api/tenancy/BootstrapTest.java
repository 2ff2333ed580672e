package dev.recto.api.tenancy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.PreventFurtherStepsException;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void aKeyThatCanBeGuessedEndsTheStart() {
        assertThatThrownBy(() -> Bootstrap.requireLength("x".repeat(31)))
                .isInstanceOf(PreventFurtherStepsException.class)
                .hasMessage("recto.tenancy.bootstrap-key has fewer than 32 characters");
        assertThatCode(() -> Bootstrap.requireLength("x".repeat(32))).doesNotThrowAnyException();
    }
}
