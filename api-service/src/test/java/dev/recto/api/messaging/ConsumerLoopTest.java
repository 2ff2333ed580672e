package dev.recto.api.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConsumerLoopTest {
    @Test
    void itStartsAgainWhateverFailed() throws InterruptedException {
        CountDownLatch starts = new CountDownLatch(2);
        try (ConsumerLoop loop = new ConsumerLoop(
                "failing",
                () -> {
                    starts.countDown();
                    throw new StackOverflowError("too deep");
                },
                true,
                (records, all) -> {},
                new SimpleMeterRegistry())) {
            assertThat(loop).isNotNull();
            assertThat(starts.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
