package dev.recto.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndedChildrenTest {
    @Test
    void theirTimeIsNotTheProcesssOwn() {
        assertThat(EndedChildren.cpuTime(
                        "4711 (a (strange) name) S 1 4711 4711 0 -1 4194560 900 80 0 0 17 5 230 20 20 0 1 0 99 1 2 3"))
                .isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void aProcessWithoutChildrenHasNone() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(EndedChildren.cpuTime(sleeper.pid())).isZero();
        } finally {
            sleeper.destroy();
        }
    }
}
