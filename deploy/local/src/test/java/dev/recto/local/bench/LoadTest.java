package dev.recto.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {
    @Test
    void keepsTheGivenNumberInFlight() throws Exception {
        var together = new CyclicBarrier(4);
        var count = new AtomicInteger();
        var latencies = new Load(() -> {
                    if (count.incrementAndGet() <= 4) {
                        together.await();
                    }
                    return 0;
                })
                .run(4, Duration.ofMillis(100));
        assertThat(latencies.nanos()).hasSize(count.get()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void oneFailureEndsTheMeasurement() {
        var load = new Load(() -> {
            throw new IOException("refused");
        });
        assertThatThrownBy(() -> load.run(2, Duration.ofMillis(50)))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("refused");
    }
}
