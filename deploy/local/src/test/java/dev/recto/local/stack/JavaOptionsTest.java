package dev.recto.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaOptionsTest {
    @Test
    void theOperatorsComeLast() {
        assertThat(JavaOptions.with("-Xmx256m", " -Xmx1g  -Dname=value\n"))
                .containsExactly("-Xmx256m", "-Xmx1g", "-Dname=value");
        assertThat(JavaOptions.with("-Xmx256m", "")).containsExactly("-Xmx256m");
    }
}
