package dev.recto.api.web.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExtendedValueTest {
    @Test
    void aLongOneTakesNoStack() {
        String name = "a%20".repeat(100_000);
        assertThat(ExtendedValue.of("form-data; filename*=UTF-8''" + name, "filename"))
                .contains("a ".repeat(100_000));
        assertThat(ExtendedValue.of("form-data; filename*=UTF-8''" + name + "\u00e9", "filename"))
                .isEmpty();
    }
}
